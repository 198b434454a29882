package io.jenkins.plugins.stagegate.plugin.ui;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import jenkins.model.Jenkins;

/** Permissions for what Jenkins has no permission for. Starting, retrying and stopping need Jenkins' own Build and Cancel. */
public final class StageGatePermissions {
    /** The group of the permissions here. */
    public static final PermissionGroup GROUP =
            new PermissionGroup(StageGatePermissions.class, Messages._StageGatePermissions_group());

    /** Deciding on approvals, as far as the definition lets this person. */
    public static final Permission APPROVE = new Permission(
            GROUP, "Approve", Messages._StageGatePermissions_approve(), Jenkins.ADMINISTER, PermissionScope.ITEM);

    /** Steering the line: transitions, rollbacks, overridden conditions, stopped lines, forced entries, gates of folders. Retrying needs Build. */
    public static final Permission CONTROL = new Permission(
            GROUP, "Control", Messages._StageGatePermissions_control(), Jenkins.ADMINISTER, PermissionScope.ITEM);

    /** Performing actions of custom types: taking their jobs, with what is secret in them, and saying how they ended. */
    public static final Permission WORK = new Permission(
            GROUP, "Work", Messages._StageGatePermissions_work(), Jenkins.ADMINISTER, PermissionScope.ITEM);

    private StageGatePermissions() {}

    /** Makes Jenkins know the permissions before any authorization strategy that grants them is read. */
    @Initializer(after = InitMilestone.PLUGINS_PREPARED, before = InitMilestone.EXTENSIONS_AUGMENTED)
    public static void register() {
        APPROVE.setEnabled(true);
        CONTROL.setEnabled(true);
        WORK.setEnabled(true);
    }
}
