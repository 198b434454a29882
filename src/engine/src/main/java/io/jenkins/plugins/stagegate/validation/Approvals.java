package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.Field;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.Notification;
import io.jenkins.plugins.stagegate.model.Pipeline;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** An approval can be given, and its fields can be answered. */
final class Approvals implements Check {
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(60);
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern WEB = Pattern.compile("https?://\\S+|credentials:\\S+");

    @Override
    public void check(Pipeline pipeline, Findings findings) {
        for (ActionSite site : ActionSite.of(pipeline)) {
            site.action().approval().ifPresent(approval -> {
                ElementPath path = site.path().field("approval");
                site.action()
                        .timeout()
                        .filter(timeout -> timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0)
                        .ifPresent(timeout ->
                                findings.add("approval-timeout", site.path().field("timeout")));
                if (approval.required() < 1) {
                    findings.add("approval-required", path.field("required"), approval.required());
                }
                approval.remind()
                        .filter(every -> every.compareTo(SHORTEST) < 0)
                        .ifPresent(every -> findings.add("approval-remind", path.field("remind")));
                fields(approval, path, findings);
                notifications(approval, path, findings);
            });
        }
    }

    private static void fields(ApprovalSettings approval, ElementPath path, Findings findings) {
        for (int i = 0; i < approval.fields().size(); i++) {
            Field field = approval.fields().get(i);
            ElementPath here = path.item("fields", i);
            if (OutputVariables.OF_APPROVAL.contains(field.name())) {
                findings.add("field-reserved", here, field.name());
            }
            field.defaultValue()
                    .filter(value ->
                            !field.choices().isEmpty() && !field.choices().contains(value))
                    .ifPresent(value -> findings.add(
                            "field-default", here.field("defaultValue"), value, Listing.of(field.choices())));
        }
    }

    private static void notifications(ApprovalSettings approval, ElementPath path, Findings findings) {
        List<Notification> notifications = approval.notifications();
        for (int i = 0; i < notifications.size(); i++) {
            Notification notification = notifications.get(i);
            boolean fits =
                    switch (notification.channel()) {
                        case "email" -> EMAIL.matcher(notification.address()).matches();
                        case "webhook", "slack", "teams" ->
                            WEB.matcher(notification.address()).matches();
                        default -> true;
                    };
            if (!fits) {
                findings.add(
                        "notification-address",
                        path.item("notifications", i),
                        notification.address(),
                        notification.channel());
            }
        }
    }
}
