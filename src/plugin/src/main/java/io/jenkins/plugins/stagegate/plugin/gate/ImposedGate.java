package io.jenkins.plugins.stagegate.plugin.gate;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.util.FormValidation;
import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.OnNewer;
import io.jenkins.plugins.stagegate.model.Gate;
import io.jenkins.plugins.stagegate.plugin.notify.NotifierCheck;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** One gate as the configuration of a folder, or of Jenkins, says it. */
public final class ImposedGate extends AbstractDescribableImpl<ImposedGate> {
    private final String name;
    private final String stages;
    private String folder = "";
    private String submitters = "";
    private int required = 1;
    private boolean starterMayApprove;
    private String message = "";
    private String timeout = "";
    private String remind = "";
    private String notify = "";

    /**
     * A gate.
     *
     * @param stages pattern of the names of the stages that it guards
     * @throws IllegalArgumentException if one of the two makes no sense; the message says why
     */
    @DataBoundConstructor
    public ImposedGate(String name, String stages) {
        this.name = sound(Util.fixNull(name).strip(), GateText::nameProblem);
        this.stages = sound(Util.fixNull(stages).strip(), GateText::stagesProblem);
    }

    private static String sound(String text, java.util.function.Function<String, Optional<String>> problem) {
        problem.apply(text).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        return text;
    }

    public String getName() {
        return name;
    }

    public String getStages() {
        return stages;
    }

    /** The full name of the folder below which the gate of an administrator guards; empty for all of Jenkins, and in a folder. */
    public String getFolder() {
        return Util.fixNull(folder);
    }

    /** Sets the folder. It need not be there yet: folders may come after the settings. */
    @DataBoundSetter
    public void setFolder(String folder) {
        this.folder = sound(GateText.folder(folder), GateText::folderProblem);
    }

    /** Whether it is below the gate's folder. */
    boolean concerns(Item job) {
        return getFolder().isEmpty() || job.getFullName().startsWith(getFolder() + "/");
    }

    /** The same gate where its folder is now, if that or one around it was renamed or moved. */
    ImposedGate moved(String oldName, String newName) {
        boolean inside = getFolder().equals(oldName) || getFolder().startsWith(oldName + "/");
        return inside ? in(newName + getFolder().substring(oldName.length())) : this;
    }

    private ImposedGate in(String other) {
        var same = new ImposedGate(name, stages);
        same.folder = other;
        same.submitters = submitters;
        same.required = required;
        same.starterMayApprove = starterMayApprove;
        same.message = message;
        same.timeout = timeout;
        same.remind = remind;
        same.notify = notify;
        return same;
    }

    public String getSubmitters() {
        return submitters;
    }

    /** Sets the users and groups who may decide, apart by commas or lines; empty for all who have the permission. */
    @DataBoundSetter
    public void setSubmitters(String submitters) {
        this.submitters = Util.fixNull(submitters).strip();
    }

    public int getRequired() {
        return required;
    }

    /** Sets how many different people must approve. */
    @DataBoundSetter
    public void setRequired(int required) {
        this.required = Math.max(1, required);
    }

    public boolean isStarterMayApprove() {
        return starterMayApprove;
    }

    /** Sets whether the approval of the person counts who started the execution. */
    @DataBoundSetter
    public void setStarterMayApprove(boolean starterMayApprove) {
        this.starterMayApprove = starterMayApprove;
    }

    public String getMessage() {
        return message;
    }

    @DataBoundSetter
    public void setMessage(String message) {
        this.message = Util.fixNull(message).strip();
    }

    public String getTimeout() {
        return timeout;
    }

    /** Sets how long people may take, such as {@code 7d}; empty for 7 days. */
    @DataBoundSetter
    public void setTimeout(String timeout) {
        this.timeout = sound(Util.fixNull(timeout).strip(), GateText::timeoutProblem);
    }

    public String getRemind() {
        return remind;
    }

    /** Sets how often people are told again while nobody decides, such as {@code 1d}; empty for never. */
    @DataBoundSetter
    public void setRemind(String remind) {
        this.remind = sound(Util.fixNull(remind).strip(), GateText::timeoutProblem);
    }

    public String getNotify() {
        return notify;
    }

    /** Sets whom to tell: lines of a channel, a colon and an address. */
    @DataBoundSetter
    public void setNotify(String notify) {
        this.notify = sound(Util.fixNull(notify).strip(), GateText::notifyProblem);
    }

    /** The gate in few words. Whom it tells is left out: addresses of hooks are secrets. */
    String words() {
        var who = submitters.isEmpty() ? "" : " of " + submitters;
        var below = getFolder().isEmpty() ? "" : " below " + getFolder();
        return name + " in front of " + stages + below + " needs " + Math.max(1, required) + who
                + (starterMayApprove ? ", perhaps the starter" : "");
    }

    /** The gate as the engine knows it. What was damaged on the disk guards more rather than less. */
    Gate gate(GateScope scope) {
        var approval = new ApprovalSettings(
                Optional.of(message).filter(text -> !text.isEmpty()),
                Optional.empty(),
                GateText.people(Util.fixNull(submitters)),
                Math.max(1, required),
                starterMayApprove,
                OnNewer.KEEP,
                List.of(),
                GateText.notifications(Util.fixNull(notify)),
                GateText.duration(Util.fixNull(remind)),
                Optional.of(scope.label()));
        var guarded = Objects.requireNonNullElse(stages, "");
        return new Gate(
                scope.actionName(Util.fixNull(name)),
                GateText.stagesProblem(guarded).isEmpty() ? guarded : "**",
                approval,
                GateText.duration(Util.fixNull(timeout)));
    }

    /** The form of a gate. */
    @Extension
    @Symbol("gate")
    public static final class DescriptorImpl extends Descriptor<ImposedGate> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ImposedGate_displayName();
        }

        @RequirePOST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, GateText.nameProblem(Util.fixNull(value).strip()));
        }

        /** Whether the form is one of an administrator's gates, which may be for a folder. */
        public boolean isOfJenkins(Object page) {
            return !(page instanceof Item);
        }

        /** Checks the folder's name. Whoever sees the settings of Jenkins sees all folders. */
        @RequirePOST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckFolder(@AncestorInPath Item item, @QueryParameter String value) {
            var name = GateText.folder(value);
            if (item != null || name.isEmpty() || !Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                return FormValidation.ok();
            }
            return GateText.folderProblem(name)
                    .map(FormValidation::error)
                    .orElseGet(() -> Jenkins.get().getItemByFullName(name) instanceof ItemGroup<?>
                            ? FormValidation.ok()
                            : FormValidation.warning(Messages.ImposedGate_noFolder(name)));
        }

        @RequirePOST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckStages(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, GateText.stagesProblem(Util.fixNull(value).strip()));
        }

        @RequirePOST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, GateText.timeoutProblem(Util.fixNull(value).strip()));
        }

        @RequirePOST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckRemind(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, GateText.timeoutProblem(Util.fixNull(value).strip()));
        }

        @RequirePOST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckNotify(@AncestorInPath Item item, @QueryParameter String value) {
            var lines = Util.fixNull(value);
            var checked = check(item, GateText.notifyProblem(lines));
            return checked.kind != FormValidation.Kind.OK || !may(item)
                    ? checked
                    : GateText.notifications(lines).stream()
                            .flatMap(one -> NotifierCheck.of(one).stream())
                            .findFirst()
                            .map(FormValidation::warning)
                            .orElse(checked);
        }

        private static FormValidation check(Item item, Optional<String> problem) {
            return may(item) ? problem.map(FormValidation::error).orElseGet(FormValidation::ok) : FormValidation.ok();
        }

        private static boolean may(Item item) {
            return item == null
                    ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                    : item.hasPermission(StageGatePermissions.CONTROL);
        }
    }
}
