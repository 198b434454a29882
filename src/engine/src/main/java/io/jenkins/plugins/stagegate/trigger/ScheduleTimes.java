package io.jenkins.plugins.stagegate.trigger;

import io.jenkins.plugins.stagegate.model.Trigger;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** When schedules fire. */
public final class ScheduleTimes {
    private ScheduleTimes() {}

    /**
     * The first time after that instant; empty if there is none any more.
     *
     * @throws IllegalArgumentException if the schedule was never validated, and has no times
     */
    public static Optional<Instant> next(Trigger.Schedule schedule, Instant after) {
        try {
            var cron = new CronExpression(schedule.cron());
            cron.setTimeZone(TimeZone.getTimeZone(ZoneId.of(schedule.timeZone().orElse("UTC"), ZoneId.SHORT_IDS)));
            return Optional.ofNullable(cron.getNextValidTimeAfter(Date.from(after)))
                    .map(Date::toInstant);
        } catch (ParseException e) {
            throw new IllegalArgumentException("`" + schedule.cron() + "` is no time that comes again", e);
        }
    }
}
