package io.jenkins.plugins.stagegate.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an approval action asks, and of whom.
 *
 * @param message shown to the approvers; CodePipeline's custom data
 * @param link where they can look at what they decide on
 * @param submitters users and groups who may decide; empty means everybody whom the host permits
 * @param required how many different people must approve
 * @param starterMayApprove whether the person who started the execution counts
 * @param onNewer what happens when a newer execution reaches the gate
 * @param fields what the approvers fill in; the values become output variables
 * @param notifications whom to tell
 * @param remind how often to tell them again while nobody decides
 * @param imposedBy who put the approval there, if it was not the definition's author
 */
public record ApprovalSettings(
        Optional<String> message,
        Optional<String> link,
        List<String> submitters,
        int required,
        boolean starterMayApprove,
        OnNewer onNewer,
        List<Field> fields,
        List<Notification> notifications,
        Optional<Duration> remind,
        Optional<String> imposedBy) {
    public ApprovalSettings {
        submitters = List.copyOf(submitters);
        fields = List.copyOf(fields);
        notifications = List.copyOf(notifications);
    }

    /** An approval of the definition's own, without reminders. */
    public ApprovalSettings(
            Optional<String> message,
            Optional<String> link,
            List<String> submitters,
            int required,
            boolean starterMayApprove,
            OnNewer onNewer,
            List<Field> fields,
            List<Notification> notifications) {
        this(
                message,
                link,
                submitters,
                required,
                starterMayApprove,
                onNewer,
                fields,
                notifications,
                Optional.empty(),
                Optional.empty());
    }

    /** What happens to a pending approval when a newer execution reaches the gate. */
    public enum OnNewer {
        /** The older one stays, the newer one waits in front of the stage: CodePipeline's way. */
        KEEP,
        /** The newer one takes the place of the older one. */
        SUPERSEDE,
        /** Both can be chosen at one gate. */
        OFFER
    }

    /** A question to the approvers; an empty list of choices means free text. */
    public record Field(
            String name, Optional<String> description, Optional<String> defaultValue, List<String> choices) {
        public Field {
            choices = List.copyOf(choices);
        }
    }

    /**
     * Whom to tell that a decision is wanted.
     *
     * @param channel {@code email}, {@code webhook}, {@code slack}, {@code teams}, or another one that the host knows
     * @param address in the words of the channel; for one on the web also {@code credentials:} and the id of a secret text that has it
     */
    public record Notification(String channel, String address) {}
}
