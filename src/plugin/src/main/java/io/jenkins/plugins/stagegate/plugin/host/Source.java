package io.jenkins.plugins.stagegate.plugin.host;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.scm.SCM;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import io.jenkins.plugins.stagegate.plugin.job.Checkout;
import io.jenkins.plugins.stagegate.plugin.job.ChosenCommit;
import io.jenkins.plugins.stagegate.plugin.job.GitPlugin;
import io.jenkins.plugins.stagegate.plugin.job.PinnedTo;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.source.GitAddress;
import io.jenkins.plugins.stagegate.source.GitRevision;
import io.jenkins.plugins.stagegate.source.GitSource;
import io.jenkins.plugins.stagegate.source.History;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.util.SystemProperties;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Where a source action takes its revision from.
 *
 * @param configuration of the action, with every variable resolved
 * @param before the revision that the execution before took
 */
record Source(
        WorkflowRun run,
        TaskListener listener,
        String action,
        Map<String, String> configuration,
        Optional<String> before) {
    /** Folders of the controller can hold what the authors of pipelines must not see. */
    static final String LOCAL_ALLOWED = "io.jenkins.plugins.stagegate.ALLOW_LOCAL_REPOSITORIES";

    /** What the git plugin calls the branch of a commit that it was asked for by its id. */
    private static final String DETACHED = "detached";

    private static final int SILENCE_SECONDS = 600;

    /** What was taken. */
    record Taken(SourceRevision revision, Map<String, String> variables) {}

    /** Lays out the revision in an empty folder of the controller. */
    Taken checkOut(FilePath folder, Optional<SourceOverride> override) throws IOException, InterruptedException {
        return Boolean.parseBoolean(configuration.get("scm")) ? ofJob(folder, override) : ofGit(folder, override);
    }

    private Taken ofGit(FilePath folder, Optional<SourceOverride> override) throws IOException, InterruptedException {
        var address = GitAddress.of(configuration);
        if (!mayTake(address)) {
            throw new ActionException(
                    ActionFailure.PERMISSION, Messages.Source_localRepository(address.url(), LOCAL_ALLOWED));
        }
        try {
            listener.getLogger().println(Messages.Source_taking(address.url()));
            if (address.isSsh()) {
                listener.getLogger().println(Messages.Source_knows(GitLogins.strategy()));
            }
            var logins = new GitLogins(
                    run.getParent(),
                    Optional.of(run),
                    Path.of(folder.getRemote()).resolveSibling("known_hosts"));
            var source = new GitSource(logins, SILENCE_SECONDS, copies())
                    .within(StageGateSettings.get().reach());
            var revision = (GitPlugin.isThere() ? source.logging(checkout().changeLog(folder)) : source)
                    .checkOut(logins.withUser(address), override, before, Path.of(folder.getRemote()));
            listener.getLogger().println(Messages.Source_took(revision.commit(), revision.summary()));
            revision.omitted().forEach(listener.getLogger()::println);
            tell(address, revision, folder);
            return new Taken(revision.as(action), revision.variables(configuration));
        } catch (SourceException e) {
            throw new ActionException(e.failure().code(), e.getMessage());
        }
    }

    /** Lets Jenkins show what changed, in the words of the git plugin: it knows no others. */
    private void tell(GitAddress address, GitRevision revision, FilePath folder)
            throws IOException, InterruptedException {
        if (GitPlugin.isThere()) {
            checkout().tell(folder, GitPlugin.scm(address, revision.branch()));
        }
    }

    private Checkout checkout() {
        return new Checkout(run, listener, "source-" + action);
    }

    /** Whether the address is one of the web, or such a one that an administrator has allowed. */
    static boolean mayTake(GitAddress address) {
        return address.url().matches("https?://.*") || address.isSsh() || SystemProperties.getBoolean(LOCAL_ALLOWED);
    }

    /** Beside the copies that the git plugin keeps. Who has no access to a repository is refused by it, whatever lies here. */
    static Path copies() {
        return Jenkins.get().getRootDir().toPath().resolve("caches").resolve("stage-gate");
    }

    private Optional<SCM> repository() throws IOException, InterruptedException {
        return run.getParent().getDefinition() instanceof ReleaseDefinition definition
                ? definition.repository(run, listener)
                : Optional.empty();
    }

    private Taken ofJob(FilePath folder, Optional<SourceOverride> override) throws IOException, InterruptedException {
        if (override.filter(one -> !GitPlugin.isThere() || !GitPlugin.isAt(run, one.value()))
                .isPresent()) {
            throw new ActionException(ActionFailure.CONFIGURATION, Messages.Source_noOverride(action));
        }
        var scm = repository()
                .orElseThrow(() -> new ActionException(ActionFailure.CONFIGURATION, Messages.Source_noScm()));
        checkout().into(folder, scm);
        var environment = new EnvVars();
        scm.buildEnvironment(run, environment);
        var commit = CheckedOutCommit.of(Path.of(folder.getRemote()), environment, before)
                .map(found -> found.on(branch(scm, found.branch())));
        if (History.of(configuration) == History.HANDED_ON) {
            handOn(Path.of(folder.getRemote()), commit);
        }
        return commit.map(found -> new Taken(found.as(action), found.variables(configuration)))
                .orElseGet(() -> new Taken(new SourceRevision(action, scm.getKey(), "", ""), Map.of()));
    }

    /** The branch that was pushed or is followed, by its own name: that of the remote in front of it is not everywhere. */
    private String branch(SCM scm, String found) {
        return PinnedTo.of(run)
                .or(() -> ChosenCommit.of(run).flatMap(ChosenCommit::branch))
                .or(() -> run.getParent().getDefinition() instanceof ReleaseDefinition definition
                        ? definition.branch(run.getParent())
                        : Optional.empty())
                .orElseGet(() -> GitPlugin.isThere() ? GitPlugin.withoutRemote(scm, found) : found);
    }

    /** What the job's own checkout has of the history, but none of its settings. */
    private void handOn(Path folder, Optional<GitRevision> commit) throws IOException {
        var found = commit.orElseThrow(
                () -> new ActionException(ActionFailure.CONFIGURATION, Messages.Source_noHistory(action)));
        var branch = Optional.of(found.branch()).filter(name -> !name.isEmpty() && !name.equals(DETACHED));
        try {
            GitSource.handOnOwn(folder, branch, folder.resolveSibling("history"))
                    .forEach(listener.getLogger()::println);
        } catch (SourceException e) {
            throw new ActionException(e.failure().code(), e.getMessage());
        }
    }
}
