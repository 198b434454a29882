package io.jenkins.plugins.stagegate.plugin.line;

import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.AccessControlled;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * What a switch can be set for besides a single pipeline.
 *
 * @param folder its full name; empty for all of Jenkins
 * @param name for people
 */
public record LineScope(String id, String folder, String name, AccessControlled guard) {
    private static final String ALL = "jenkins";
    private static final String FOLDER = "folder:";

    /** The scopes that a pipeline is in, the closest first, as far as the caller may stop their lines. */
    public static List<LineScope> of(WorkflowJob job) {
        var scopes = new ArrayList<LineScope>();
        for (ItemGroup<?> group = job.getParent(); group instanceof Item folder; group = folder.getParent()) {
            scopes.add(of(folder.getFullName(), folder));
        }
        scopes.add(of("", Jenkins.get()));
        scopes.removeIf(scope -> !scope.guard().hasPermission(StageGatePermissions.CONTROL));
        return scopes;
    }

    /** A folder, or all of Jenkins, whoever asks. */
    public static LineScope of(ItemGroup<?> group) {
        return group instanceof Item folder ? of(folder.getFullName(), folder) : of("", Jenkins.get());
    }

    /** The scope of that id, whoever asks, if they can see it. */
    public static Optional<LineScope> of(String id) {
        if (id.equals(ALL)) {
            return Optional.of(of(Jenkins.get()));
        }
        return folderOf(id)
                .map(Jenkins.get()::getItemByFullName)
                .filter(ItemGroup.class::isInstance)
                .map(folder -> of((ItemGroup<?>) folder));
    }

    /** The full name of the folder that a switch of that id is for, if it is for one. */
    public static Optional<String> folderOf(String id) {
        return id.startsWith(FOLDER) ? Optional.of(id.substring(FOLDER.length())) : Optional.empty();
    }

    /** Whether that item is in it. */
    boolean holds(Item item) {
        return folder.isEmpty() || item.getFullName().startsWith(folder + "/");
    }

    /** Where it is, for the audit log. */
    public String place() {
        return folder.isEmpty() ? "Jenkins" : folder;
    }

    private static LineScope of(String folder, AccessControlled guard) {
        return new LineScope(id(folder), folder, name(folder), guard);
    }

    static String id(String folder) {
        return folder.isEmpty() ? ALL : FOLDER + folder;
    }

    static String name(String folder) {
        return folder.isEmpty() ? Messages.LineScope_all() : Messages.LineScope_folder(folder);
    }

    /** The scope of that id, if the pipeline is in it and the caller may stop its line. */
    public static Optional<LineScope> of(WorkflowJob job, String id) {
        return of(job).stream().filter(scope -> scope.id().equals(id)).findFirst();
    }
}
