package io.jenkins.plugins.stagegate.plugin.host;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import io.jenkins.plugins.stagegate.source.FileSource;
import io.jenkins.plugins.stagegate.source.History;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Takes a revision from a repository, on the controller and without an executor.
 *
 * <p>Nothing is done to the repository, so after a restart of Jenkins it simply begins again.
 */
public final class SourceStep extends OwnStep {
    static final String NAME = "stageGateSource";

    /** The source action execution of that id. */
    @DataBoundConstructor
    public SourceStep(String id) {
        super(id);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, getId());
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1;

        private final String id;
        private transient volatile Future<?> task;
        private transient volatile boolean taking;

        Execution(StepContext context, String id) {
            super(context);
            this.id = id;
        }

        @Override
        public boolean start() {
            begin();
            return false;
        }

        @Override
        public void onResume() {
            begin();
        }

        private void begin() {
            task = SourceThreads.submit(address(), () -> {
                taking = true;
                // Not as whoever is here now: after a restart that is Jenkins itself.
                try (var context = ACL.as2(getContext().get(FlowExecution.class).getAuthentication2())) {
                    Objects.requireNonNull(context);
                    take();
                    getContext().onSuccess(null);
                } catch (Exception | Error e) { // nobody else would hear of it
                    getContext().onFailure(e);
                }
            });
        }

        /** Where it takes the revision from, as far as that is known without asking anybody. */
        private String address() {
            try {
                var run = (WorkflowRun) getContext().get(Run.class);
                var found = RunningAction.of(run, id);
                var action = found.run();
                if (Boolean.parseBoolean(action.configuration().get("scm"))
                        && run.getParent().getDefinition() instanceof ReleaseDefinition definition) {
                    return definition
                            .watched(run.getParent(), action.action())
                            .map(watched -> watched.address().url())
                            .orElse("");
                }
                var configuration = action.configuration();
                return configuration.getOrDefault(
                        "url",
                        configuration.getOrDefault(
                                "image", found.declaration().type().provider()));
            } catch (IOException e) {
                return ""; // taking it will say so
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "";
            }
        }

        private void take() throws Exception {
            var run = (WorkflowRun) getContext().get(Run.class);
            var listener = getContext().get(TaskListener.class);
            var found = RunningAction.of(run, id);
            var action = found.declaration();
            var folder = new FilePath(new File(run.getRootDir(), "stage-gate-" + id));
            try {
                folder.deleteRecursive();
                var bundles = new Bundles(run, Jenkins.get().createLauncher(listener), listener);
                var override = override(found.overrides(), action);
                if (action.type().provider().equals(ActionType.PIPELINE)) {
                    var other = new PipelineSource(
                            run, listener, action, found.run().configuration(), bundles);
                    ReleaseRun.of(run)
                            .orElseThrow()
                            .keep(other.take(id, override, folder, found.run().attempt()));
                    return;
                }
                var files = folder.child("files");
                files.mkdirs();
                var revision = taken(run, listener, found, files, override);
                var kept = new ArrayList<Bundle>();
                var history = History.of(found.run().configuration());
                for (var output : action.outputs()) {
                    kept.add(bundles.putOut(
                            output, history, files, folder, found.run().attempt()));
                }
                ReleaseRun.of(run).orElseThrow().keep(new Product(id, kept, revision.variables(), revision.revision()));
            } finally {
                folder.deleteRecursive();
            }
        }

        private static Source.Taken taken(
                WorkflowRun run,
                TaskListener listener,
                RunningAction found,
                FilePath files,
                Optional<SourceOverride> override)
                throws Exception {
            var action = found.declaration();
            var source = fileSource(run, found);
            if (source.isPresent()) {
                return take(source.get(), action, listener, files, override);
            }
            return new Source(
                            run,
                            listener,
                            action.name(),
                            found.run().configuration(),
                            found.revisionBefore().map(SourceRevision::id))
                    .checkOut(files, override);
        }

        private static Optional<FileSource> fileSource(WorkflowRun run, RunningAction found) throws ActionException {
            try {
                return FileSources.of(run).find(found.declaration(), found.run().configuration());
            } catch (SourceException e) {
                throw new ActionException(e.failure().code(), e.getMessage());
            }
        }

        private static Source.Taken take(
                FileSource source,
                Action action,
                TaskListener listener,
                FilePath files,
                Optional<SourceOverride> override)
                throws IOException, InterruptedException {
            try {
                var taken = source.take(override, Path.of(files.getRemote()));
                listener.getLogger().println(Messages.Source_took(taken.id(), taken.summary()));
                return new Source.Taken(taken.as(action.name()), taken.variables());
            } catch (SourceException e) {
                throw new ActionException(e.failure().code(), e.getMessage());
            }
        }

        private static Optional<SourceOverride> override(Iterable<SourceOverride> overrides, Action action) {
            for (SourceOverride override : overrides) {
                if (override.action().equals(action.name())) {
                    return Optional.of(override);
                }
            }
            return Optional.empty();
        }

        @Override
        public void stop(@NonNull Throwable cause) throws Exception {
            var running = task;
            if (running != null) {
                running.cancel(true);
            }
            super.stop(cause);
        }

        @Override
        public String getStatus() {
            return taking ? Messages.SourceStep_status() : Messages.SourceStep_waits();
        }
    }

    /** Registers the step, which only actions use. */
    @Extension
    public static final class DescriptorImpl extends OwnStepDescriptor {
        public DescriptorImpl() {
            super(NAME, Messages._SourceStep_displayName(), Run.class, TaskListener.class);
        }
    }
}
