package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.Field;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.Notification;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.OnNewer;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an approval asks, while it is being read. */
final class ApprovalDraft {
    final ActionDraft action;
    final ElementPath path;
    final Marks marks;
    final List<String> submitters = new ArrayList<>();
    final List<Field> fields = new ArrayList<>();
    final List<Notification> notifications = new ArrayList<>();
    Optional<String> message = Optional.empty();
    Optional<String> link = Optional.empty();
    Optional<Duration> remind = Optional.empty();
    int required = 1;
    boolean starterMayApprove = true;
    OnNewer onNewer = OnNewer.KEEP;

    ApprovalDraft(ActionDraft action) {
        this.action = action;
        this.path = action.path.field("approval");
        this.marks = action.marks;
    }

    ApprovalSettings settings() {
        return new ApprovalSettings(
                message,
                link,
                submitters,
                required,
                starterMayApprove,
                onNewer,
                fields,
                notifications,
                remind,
                Optional.empty());
    }
}
