package io.jenkins.plugins.stagegate.decision;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** Holds while a window is open, and waits until it opens: CodePipeline's rule {@code DeploymentWindow}, Quartz cron. */
final class DeploymentWindow implements BuiltInRule {
    @Override
    public Optional<Judgement> judge(Map<String, String> configuration, Instant now) {
        try {
            return window(configuration).isSatisfiedBy(Date.from(now))
                    ? Optional.of(new Judgement(true, "The window is open."))
                    : Optional.empty();
        } catch (ParseException | DateTimeException | UnsupportedOperationException e) {
            return Optional.of(new Judgement(false, problem(configuration, e)));
        }
    }

    @Override
    public Optional<Instant> next(Map<String, String> configuration, Instant now) {
        try {
            return Optional.ofNullable(window(configuration).getNextValidTimeAfter(Date.from(now)))
                    .map(Date::toInstant);
        } catch (ParseException | DateTimeException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static CronExpression window(Map<String, String> configuration) throws ParseException {
        var expression = new CronExpression(configuration.getOrDefault("Cron", ""));
        expression.setTimeZone(
                TimeZone.getTimeZone(ZoneId.of(configuration.getOrDefault("TimeZone", "UTC"), ZoneId.SHORT_IDS)));
        return expression;
    }

    private static String problem(Map<String, String> configuration, Exception e) {
        return "The window '" + configuration.getOrDefault("Cron", "") + "' in time zone '"
                + configuration.getOrDefault("TimeZone", "UTC") + "' cannot be understood: " + e.getMessage();
    }
}
