package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.quartz.CronExpression;

/** Schedules have times that Quartz understands, in a zone that exists, and not one a second. */
final class Schedules implements Check {
    @Override
    public void check(Pipeline pipeline, Findings findings) {
        for (int i = 0; i < pipeline.triggers().size(); i++) {
            if (pipeline.triggers().get(i) instanceof Trigger.Schedule schedule) {
                ElementPath path = ElementPath.PIPELINE.item("triggers", i);
                cron(schedule.cron(), path.field("cron"), findings);
                schedule.timeZone().ifPresent(zone -> zone(zone, path.field("timeZone"), findings));
            }
        }
    }

    private static void cron(String cron, ElementPath path, Findings findings) {
        try {
            new CronExpression(cron);
        } catch (ParseException | RuntimeException e) {
            findings.add("schedule-cron", path, cron, String.valueOf(e.getMessage()));
            return;
        }
        if (!cron.strip().matches("[0-9]+\\s.*")) {
            findings.add("schedule-seconds", path, cron.strip().split("\\s", 2)[0]);
        }
    }

    private static void zone(String zone, ElementPath path, Findings findings) {
        try {
            ZoneId.of(zone, ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            findings.add("schedule-zone", path, zone, Nearest.suggestion(zone, ZoneId.getAvailableZoneIds()));
        }
    }
}
