package io.jenkins.plugins.stagegate.plugin.host;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.source.FileSource;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Takes a revision from a repository, on the controller and without an executor.
 *
 * <p>Nothing is done to the repository, so after a restart of Jenkins it simply begins again.
 */
public final class SourceStep extends Step {
    static final String NAME = "stageGateSource";
    private static final int AT_ONCE = 4;
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(
            AT_ONCE, new NamingThreadFactory(new DaemonThreadFactory(), "Stage Gate sources"));

    private final String id;

    /** The source action execution of that id. */
    @DataBoundConstructor
    public SourceStep(String id) {
        this.id = id;
    }

    public String getId() {
        return id;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, id);
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1;

        private final String id;
        private transient volatile Future<?> task;

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
            var authentication = Jenkins.getAuthentication2();
            task = THREADS.submit(() -> {
                try (var context = ACL.as2(authentication)) {
                    Objects.requireNonNull(context);
                    take();
                    getContext().onSuccess(null);
                } catch (Exception e) {
                    getContext().onFailure(e);
                }
            });
        }

        private void take() throws Exception {
            var run = (WorkflowRun) getContext().get(Run.class);
            var listener = getContext().get(TaskListener.class);
            var found = RunningAction.of(run, id);
            var action = found.declaration();
            var folder = new FilePath(new File(run.getRootDir(), "stage-gate-" + id));
            try {
                var files = folder.child("files");
                folder.deleteRecursive();
                files.mkdirs();
                var revision = taken(run, listener, found, files);
                var bundles = new Bundles(run, Jenkins.get().createLauncher(listener), listener);
                var kept = new ArrayList<Bundle>();
                for (var output : action.outputs()) {
                    kept.add(bundles.putOut(output, files, folder, found.run().attempt()));
                }
                ReleaseRun.of(run).orElseThrow().keep(new Product(id, kept, revision.variables(), revision.revision()));
            } finally {
                folder.deleteRecursive();
            }
        }

        private static Source.Taken taken(WorkflowRun run, TaskListener listener, RunningAction found, FilePath files)
                throws Exception {
            var action = found.declaration();
            var override = override(found.overrides(), action);
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
            return Messages.SourceStep_status();
        }
    }

    /** Registers the step, which only actions use. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return NAME;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SourceStep_displayName();
        }

        @Override
        public boolean isAdvanced() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }
    }
}
