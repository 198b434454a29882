package io.jenkins.plugins.stagegate.plugin.multibranch;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Action;
import hudson.model.Descriptor;
import hudson.model.DescriptorVisibilityFilter;
import hudson.model.TaskListener;
import hudson.scm.SCM;
import io.jenkins.plugins.stagegate.arrival.Watched;
import io.jenkins.plugins.stagegate.plugin.host.Releases;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionFile;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionText;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jenkins.branch.Branch;
import jenkins.scm.api.SCMFileSystem;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMRevisionAction;
import jenkins.scm.api.SCMSource;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDefinitionDescriptor;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.BranchJobProperty;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/** The release pipeline of one branch: a file of that branch, at the revision of the build. */
public final class BranchDefinition extends FlowDefinition implements ReleaseDefinition {
    private final String scriptPath;

    BranchDefinition(String scriptPath) {
        this.scriptPath = scriptPath;
    }

    public String getScriptPath() {
        return scriptPath;
    }

    @Override
    public FlowExecution create(FlowExecutionOwner owner, TaskListener listener, List<? extends Action> actions)
            throws Exception {
        var build = (WorkflowRun) owner.getExecutable();
        return Releases.create(owner, listener, () -> {
            var text = read(build, owner, listener);
            BranchStarts.leave(build, text);
            return text;
        });
    }

    private DefinitionText read(WorkflowRun build, FlowExecutionOwner owner, TaskListener listener)
            throws IOException, InterruptedException {
        var place = Place.of(build.getParent());
        var tip = place.tip(build, listener);
        // Somebody whose changes nobody has looked at yet must not change what Jenkins runs.
        var trusted = place.source.getTrustedRevision(tip, listener);
        if (!trusted.equals(tip)) {
            listener.getLogger().println(Messages.BranchDefinition_untrusted(place.name(), scriptPath, trusted));
        }
        var scm = place.source.build(place.branch.getHead(), trusted);
        try (var files = SCMFileSystem.of(place.source, place.branch.getHead(), trusted)) {
            if (files == null) {
                // Whole: a single file would be read at the newest commit, whomever it is of.
                return new DefinitionFile(scm, scriptPath, false).read(owner, listener);
            }
            var text = new DefinitionFile(scm, scriptPath, true).read(files, scriptPath, listener);
            if (!trusted.equals(tip) && place.changes(text, tip)) {
                listener.getLogger().println(Messages.BranchDefinition_noEffect(place.name(), scriptPath));
            }
            return text;
        }
    }

    /** The definition at that revision, if it can be read without a checkout. */
    Optional<DefinitionText> peek(WorkflowJob job, SCMRevision tip) throws IOException, InterruptedException {
        var place = Place.of(job);
        var trusted = place.source.getTrustedRevision(tip, TaskListener.NULL);
        try (var files = SCMFileSystem.of(place.source, place.branch.getHead(), trusted)) {
            return files == null ? Optional.empty() : Optional.of(DefinitionFile.read(files, scriptPath));
        }
    }

    @Override
    public Optional<Watched> watched(WorkflowJob job, String action) {
        try {
            return Optional.of(BranchChange.watched(Place.of(job), action));
        } catch (AbortException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<Action> pin(WorkflowJob job, String on, String commit) throws IOException {
        var kept = BranchChange.revision(job, commit);
        return kept.isPresent() ? List.of(new SCMRevisionAction(Place.of(job).source(), kept.get())) : List.of();
    }

    @Override
    public Optional<SCM> repository(WorkflowRun build, TaskListener listener) throws IOException, InterruptedException {
        var place = Place.of(build.getParent());
        var taken = build.getAction(SCMRevisionAction.class);
        SCMRevision revision = taken == null ? null : taken.getRevision();
        return Optional.of(place.source.build(place.branch.getHead(), revision));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Not the branch that a pull request comes from: in a fork everybody may have a branch {@code main}.
     */
    @Override
    public Optional<String> branch(WorkflowJob job) {
        return Optional.ofNullable(job.getProperty(BranchJobProperty.class))
                .map(property -> property.getBranch().getHead().getName());
    }

    /** Where the branch of a job is. */
    record Place(Branch branch, SCMSource source) {
        static Place of(WorkflowJob job) throws AbortException {
            var property = job.getProperty(BranchJobProperty.class);
            if (property == null || !(job.getParent() instanceof WorkflowMultiBranchProject project)) {
                throw new AbortException(Messages.BranchDefinition_noBranch(job.getFullName()));
            }
            var branch = property.getBranch();
            var source = project.getSCMSource(branch.getSourceId());
            if (source == null) {
                throw new AbortException(Messages.BranchDefinition_gone(branch.getName()));
            }
            return new Place(branch, source);
        }

        String name() {
            return branch.getHead().getName();
        }

        /** Whether that revision has another definition, as far as that can be said. */
        boolean changes(DefinitionText text, SCMRevision tip) throws InterruptedException {
            try (var files = SCMFileSystem.of(source, branch.getHead(), tip)) {
                return files != null
                        && !DefinitionFile.read(files, text.fileName()).equals(text);
            } catch (IOException e) {
                return true; // Missing, or too long: it is another one.
            }
        }

        /** The revision that the build was started for, or else the newest one. */
        SCMRevision tip(WorkflowRun build, TaskListener listener) throws IOException, InterruptedException {
            var wanted = build.getAction(SCMRevisionAction.class);
            if (wanted != null && source.getId().equals(wanted.getSourceId())) {
                return wanted.getRevision();
            }
            var tip = tip(listener);
            build.addAction(new SCMRevisionAction(source, tip));
            return tip;
        }

        SCMRevision tip(TaskListener listener) throws IOException, InterruptedException {
            var tip = source.fetch(branch.getHead(), listener);
            if (tip == null) {
                throw new AbortException(Messages.BranchDefinition_gone(branch.getName()));
            }
            return tip;
        }
    }

    /** Shown for the jobs of branches, whose configuration nobody can change. */
    @OptionalExtension(requirePlugins = "workflow-multibranch")
    public static final class DescriptorImpl extends FlowDefinitionDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.BranchDefinition_displayName();
        }
    }

    /** Keeps it away from jobs that are no branch. */
    @OptionalExtension(requirePlugins = "workflow-multibranch")
    public static final class OnlyForBranches extends DescriptorVisibilityFilter {
        @Override
        public boolean filter(Object context, @NonNull Descriptor descriptor) {
            return !(descriptor instanceof DescriptorImpl)
                    || (context instanceof WorkflowJob job && job.getParent() instanceof WorkflowMultiBranchProject);
        }
    }
}
