package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.Field;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.Notification;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An approval can be given, its fields can be answered, and whom it tells can be told.
 *
 * @param hosts the ways to tell people that the host adds
 */
record Approvals(Set<String> hosts) implements Check {
    private static final List<String> CHANNELS = List.of("email", "webhook", "slack", "teams");
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

    private void notifications(ApprovalSettings approval, ElementPath path, Findings findings) {
        List<Notification> notifications = approval.notifications();
        for (int i = 0; i < notifications.size(); i++) {
            Notification notification = notifications.get(i);
            String channel = notification.channel();
            if (notifications.subList(0, i).stream()
                    .noneMatch(one -> one.channel().equals(channel))) {
                channel(channel, path.item("notifications", i), findings);
            }
            boolean fits =
                    switch (channel) {
                        case "email" -> EMAIL.matcher(notification.address()).matches();
                        case "webhook", "slack", "teams" ->
                            WEB.matcher(notification.address()).matches();
                        default -> true;
                    };
            if (!fits) {
                findings.add("notification-address", path.item("notifications", i), notification.address(), channel);
            }
        }
    }

    private void channel(String channel, ElementPath path, Findings findings) {
        if (CHANNELS.contains(channel) || hosts.contains(channel)) {
            return;
        }
        var others = new TreeSet<>(hosts);
        others.removeAll(CHANNELS);
        findings.add(
                "notifier-unknown",
                path.field("channel"),
                channel,
                Nearest.suggestion(
                        channel,
                        Stream.concat(CHANNELS.stream(), others.stream()).toList()),
                others.stream().map(other -> ", " + other + ":").collect(Collectors.joining()));
    }
}
