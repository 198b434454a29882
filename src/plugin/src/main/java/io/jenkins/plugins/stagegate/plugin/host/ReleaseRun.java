package io.jenkins.plugins.stagegate.plugin.host;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.stagegate.decision.Refusal;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionText;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import jenkins.model.RunAction2;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * What a build has to do with an execution: it is one attempt at it.
 *
 * <p>Kept in the build's record. Lists in it are replaced, never changed, since the record may be written at any time.
 */
public final class ReleaseRun extends InvisibleAction implements RunAction2 {
    private static final String DEFINITION = "release-pipeline.groovy";

    private final String execution;
    private final int origin;
    private final Request request;
    private String fileName = DefinitionText.FILE;
    private boolean begun;
    private boolean turnedAway;
    private boolean kept;
    /** The description that it was given here; null if none. */
    private @CheckForNull String described;

    private List<Product> products = new ArrayList<>();
    /** Missing in what an older version has kept. */
    private List<String> asked = new ArrayList<>();

    private transient Set<String> asking;
    private transient WorkflowRun run;
    private transient Pipeline definition;
    private transient volatile Refusal refusal;

    /**
     * An attempt.
     *
     * @param origin number of the build whose artifacts it goes on with; 0 if there is none
     */
    ReleaseRun(WorkflowRun run, String execution, int origin, Request request) {
        this.run = run;
        this.execution = execution;
        this.origin = origin;
        this.request = request;
    }

    /** What that build has to do with an execution, if it is an attempt at one. */
    public static Optional<ReleaseRun> of(Run<?, ?> build) {
        return Optional.ofNullable(build.getAction(ReleaseRun.class));
    }

    /** The id of the execution. */
    public String execution() {
        return execution;
    }

    /** The build. */
    public WorkflowRun run() {
        return run;
    }

    /** When the build's own part of the execution began. */
    Instant since() {
        return request.since().orElseGet(() -> run.getTimestamp().toInstant());
    }

    Request request() {
        return request;
    }

    /** The build whose artifacts this one goes on with, if there is one. */
    OptionalInt origin() {
        return origin == 0 ? OptionalInt.empty() : OptionalInt.of(origin);
    }

    /** Whether the engine has taken the command that the build is for. */
    boolean begun() {
        return begun;
    }

    void begin() throws IOException {
        begun = true;
        run.save();
    }

    /** Takes note that the engine did not take the command. */
    void refused(Refusal why) throws IOException {
        refusal = why;
        if (why.isForLackOfRoom()) {
            turnedAway = true;
            run.save();
        }
    }

    /** Why the engine did not take the command, as long as Jenkins runs. */
    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Whether the build came to nothing because too many executions were under way, so that who asked for it may ask again. */
    public boolean turnedAway() {
        return turnedAway;
    }

    /** Whether people are to be told that this action wants a decision: they were not, and nobody does so just now. */
    synchronized boolean mayAsk(String actionExecution) {
        if (asking == null) {
            asking = new HashSet<>();
        }
        return (asked == null || !asked.contains(actionExecution)) && asking.add(actionExecution);
    }

    /** Takes note that all were told, so that nobody is told again after a restart. */
    void asked(String actionExecution) throws IOException {
        synchronized (this) {
            var more = new ArrayList<>(asked == null ? List.of() : asked);
            more.add(actionExecution);
            asked = more;
        }
        run.save();
    }

    /** Takes a definition that was read, and keeps its text with the build. */
    void define(DefinitionText text, Pipeline pipeline) throws IOException {
        fileName = text.fileName();
        definition = pipeline;
        Files.writeString(definitionFile().toPath(), text.text(), StandardCharsets.UTF_8);
    }

    Pipeline definition() throws IOException {
        if (definition == null) {
            definition = DefinitionReader.readAgain(text());
        }
        return definition;
    }

    /** The definition as its author wrote it. */
    DefinitionText text() throws IOException {
        return new DefinitionText(fileName, Files.readString(definitionFile().toPath(), StandardCharsets.UTF_8));
    }

    private File definitionFile() {
        return new File(run.getRootDir(), DEFINITION);
    }

    /** Keeps what an action gave, until its end is reported and for those who take its artifacts in. */
    synchronized void keep(Product product) throws IOException {
        var more = new ArrayList<>(products);
        more.removeIf(known -> known.actionExecution().equals(product.actionExecution()));
        more.add(product);
        products = more;
        run.save();
    }

    /** What that action gave. */
    synchronized Optional<Product> product(String actionExecution) {
        return products.stream()
                .filter(product -> product.actionExecution().equals(actionExecution))
                .findFirst();
    }

    /** The bundle with that digest, if it is among this build's artifacts. */
    synchronized Optional<Bundle> bundle(String digest) {
        return products.stream()
                .flatMap(product -> product.bundles().stream())
                .filter(bundle -> bundle.digest().equals(digest))
                .findFirst();
    }

    /** Keeps Jenkins from discarding the build, unless somebody has seen to that already. */
    synchronized void keep() throws IOException {
        if (!run.isKeepLog()) {
            kept = true;
            run.keepLog(true);
        }
    }

    /** Lets Jenkins discard the build, unless it was somebody else who keeps it. */
    synchronized void release() throws IOException {
        if (kept) {
            kept = false;
            run.keepLog(false);
        }
    }

    /** Describes the build, or takes the description away if the text is empty. What a person wrote there stays. */
    synchronized void describe(String text) throws IOException {
        var next = Util.fixEmpty(text);
        if (Objects.equals(next, described) || !run.getRootDir().isDirectory()) {
            return;
        }
        var now = Util.fixEmpty(run.getDescription());
        boolean ours = Objects.equals(now, described);
        described = next;
        if (ours) {
            run.setDescription(next);
        }
    }

    /** Whether it is kept because somebody may still need its artifacts. */
    public synchronized boolean kept() {
        return kept && run.isKeepLog();
    }

    @Override
    public void onAttached(Run<?, ?> build) {
        onLoad(build);
    }

    @Override
    public void onLoad(Run<?, ?> build) {
        run = (WorkflowRun) build;
    }
}
