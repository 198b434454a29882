package io.jenkins.plugins.stagegate.plugin.notify;

import io.jenkins.plugins.stagegate.dsl.Positions;
import io.jenkins.plugins.stagegate.dsl.Problem;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.Notification;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds those whom approvals tell against the notifiers that are installed. */
public final class NotifierCheck {
    private NotifierCheck() {}

    /** What is wrong with the addresses of the pipeline's approvals, in the order of the text. */
    public static List<Problem> of(Pipeline pipeline, Positions positions) {
        var problems = new ArrayList<Problem>();
        for (int i = 0; i < pipeline.stages().size(); i++) {
            var actions = pipeline.stages().get(i).actions();
            for (int k = 0; k < actions.size(); k++) {
                var path = ElementPath.stage(i).item("actions", k).field("approval");
                actions.get(k)
                        .approval()
                        .ifPresent(approval -> problems.addAll(problems(approval.notifications(), path, positions)));
            }
        }
        return problems.stream().sorted().toList();
    }

    private static List<Problem> problems(List<Notification> notifications, ElementPath path, Positions positions) {
        var problems = new ArrayList<Problem>();
        for (int i = 0; i < notifications.size(); i++) {
            var at = positions.of(path.item("notifications", i));
            address(notifications.get(i))
                    .map(problem -> new Problem("notifier-address", at, problem, "", ""))
                    .ifPresent(problems::add);
        }
        return problems;
    }

    /** Why nobody could be told, as far as it shows: no plugin here has the channel, or its notifier does not know the address. */
    public static Optional<String> of(Notification notification) {
        var channel = notification.channel();
        if (ApprovalNotifier.of(channel).isPresent()) {
            return address(notification);
        }
        var suggestion = Nearest.suggestion(channel, ApprovalNotifier.channels());
        return Optional.of((Messages.Notices_unknownChannel(channel) + " " + suggestion).strip());
    }

    private static Optional<String> address(Notification notification) {
        return ApprovalNotifier.of(notification.channel())
                .flatMap(notifier -> notifier.problem(notification.address()))
                .map(why -> Messages.NotifierCheck_address(notification.address(), notification.channel(), why));
    }
}
