package io.jenkins.plugins.stagegate.local.trigger;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.source.GitSource;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.trigger.Change;
import io.jenkins.plugins.stagegate.trigger.Delivery;
import io.jenkins.plugins.stagegate.trigger.Heard;
import io.jenkins.plugins.stagegate.trigger.Hooks;
import io.jenkins.plugins.stagegate.trigger.InvalidDeliveryException;
import io.jenkins.plugins.stagegate.trigger.News;
import io.jenkins.plugins.stagegate.trigger.Provider;
import io.jenkins.plugins.stagegate.trigger.ScheduleTimes;
import io.jenkins.plugins.stagegate.trigger.TriggerText;
import io.jenkins.plugins.stagegate.trigger.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Starts one pipeline by its triggers. Each method does one step and returns; who calls them, and when, is another's matter. The
 * same commit on the same branch or tag starts one execution, however often and by whatever way it is heard of.
 *
 * <p>Of {@link #work}, {@link #look} and {@link #tick} one is called at a time; the others may be called by any thread.
 */
public final class PipelineTriggers {
    /** Who was away for longer at the time of a schedule does not make up for it. */
    static final Duration LATE = Duration.ofHours(1);

    /** So long a delivery waits for a repository that does not answer. */
    static final Duration PATIENCE = Duration.ofHours(24);

    private static final String FULL = "ConcurrentPipelineExecutionsLimitExceededException";

    private final PipelineEngine engine;
    private final Desk.Refresh refresh;
    private final GitSource git;
    private final Path home;
    private final TriggerFolder folder;

    /**
     * Triggers that do nothing yet.
     *
     * @param home the folder of the definition
     */
    public PipelineTriggers(
            PipelineEngine engine, Desk.Refresh refresh, GitSource git, Path home, TriggerFolder folder) {
        this.engine = engine;
        this.refresh = refresh;
        this.git = git;
        this.home = home;
        this.folder = folder;
    }

    /** Learns what the definition says by now; as long as it is not in order, what it said before counts. */
    public void renew() throws IOException {
        try {
            refresh.run();
        } catch (UserException | CommandRefusedException e) {
            // Who starts an execution, or sends a delivery, is told.
        }
    }

    /** What became of deliveries. */
    public TriggerFolder folder() {
        return folder;
    }

    /** Whether a source action takes the repository that the delivery is about. */
    public boolean concerns(Heard heard) {
        return watched().stream().anyMatch(one -> heard.isAbout(one.address().url()));
    }

    /**
     * Takes a delivery in; when this returns, it is on disk.
     *
     * @return false if it has come before
     */
    public boolean arrive(Arrival arrival) throws IOException {
        return folder.put(arrival);
    }

    /** Deals with the deliveries that wait. One whose repository does not answer goes on waiting. */
    public void work(Instant now) throws IOException {
        for (Arrival arrival : folder.waiting()) {
            var outcomes = outcomes(arrival, now);
            if (outcomes.isPresent()) {
                folder.done(arrival.id(), outcomes.get());
            }
        }
    }

    private Optional<List<Outcome>> outcomes(Arrival arrival, Instant now) throws IOException {
        try {
            refresh.run();
            return Optional.of(judge(arrival));
        } catch (InvalidDeliveryException | UserException e) {
            return Optional.of(List.of(Outcome.remark(e.getMessage())));
        } catch (CommandRefusedException e) {
            return later(
                    e.refusal().code().equals(FULL), arrival, now, e.refusal().message());
        } catch (SourceException e) {
            boolean passing = e.failure().code().equals(ActionFailure.SYSTEM_UNAVAILABLE);
            return later(passing, arrival, now, e.getMessage());
        }
    }

    private static Optional<List<Outcome>> later(boolean passing, Arrival arrival, Instant now, String problem) {
        return passing && now.isBefore(arrival.at().plus(PATIENCE))
                ? Optional.empty()
                : Optional.of(List.of(Outcome.remark(problem)));
    }

    private List<Outcome> judge(Arrival arrival)
            throws InvalidDeliveryException, SourceException, CommandRefusedException, IOException {
        var heard = Hooks.read(arrival.delivery());
        var outcomes = new ArrayList<Outcome>();
        for (Watched watched : watched()) {
            if (heard.isAbout(watched.address().url())) {
                var look = new Look(git, watched);
                for (News news : heard.news()) {
                    for (Trigger trigger : pipeline().orElseThrow().triggers()) {
                        if (watched.concerns(trigger) && !(trigger instanceof Trigger.Schedule)) {
                            outcomes.add(judge(trigger, watched, news, look, arrival.origin()));
                        }
                    }
                }
            }
        }
        return outcomes.isEmpty()
                ? List.of(Outcome.remark("the pipeline has no triggers about that repository"))
                : outcomes;
    }

    private Outcome judge(Trigger trigger, Watched watched, News news, Look look, String origin)
            throws SourceException, CommandRefusedException, IOException {
        var without = look.change(news, false);
        var verdict = Verdict.of(trigger, without, look.followed());
        if (!verdict.fires() && asksForFiles(trigger) && verdict.reason().endsWith("is not known")) {
            verdict = Verdict.of(trigger, look.change(news, true), look.followed());
        }
        if (!verdict.fires()) {
            return new Outcome(TriggerText.of(trigger), false, verdict.reason());
        }
        if (without.commit().isEmpty()) {
            return new Outcome(TriggerText.of(trigger), false, "the repository has no such branch or tag any more");
        }
        var text = start(watched, news, without, origin);
        return new Outcome(TriggerText.of(trigger), true, text + ": " + verdict.reason());
    }

    private static boolean asksForFiles(Trigger trigger) {
        return (trigger instanceof Trigger.Push push && !push.filePaths().equals(Patterns.ANY))
                || (trigger instanceof Trigger.PullRequest request
                        && !request.filePaths().equals(Patterns.ANY));
    }

    private String start(Watched watched, News news, Change change, String origin)
            throws CommandRefusedException, IOException {
        var on = on(news);
        var type =
                switch (origin) {
                    case Arrival.POLL -> "PollForSourceChanges";
                    case "codecommit" -> "CloudWatchEvent";
                    default -> "WebhookV2";
                };
        return start(
                token(watched.action() + "\n" + on + "\n" + change.commit()),
                new StartTrigger(type, on + " " + shortened(change.commit()), ""),
                List.of(new SourceOverride(watched.action(), "COMMIT_ID", change.commit())));
    }

    /** What the commit is on: it may be released on one branch after it was tried on another, but not twice on one. */
    private static String on(News news) {
        if (news instanceof News.Tagged tagged) {
            return "tag " + tagged.tag();
        }
        return "branch "
                + (news instanceof News.Pushed pushed ? pushed.branch() : ((News.PullRequested) news).branch());
    }

    private static String shortened(String commit) {
        return commit.length() > 12 ? commit.substring(0, 12) : commit;
    }

    /** The delivery's own form of digest serves here, too: 64 letters and digits. */
    private static String token(String text) {
        return "trigger-" + new Delivery(Provider.GENERIC, Map.of(), text).digest();
    }

    private String start(String token, StartTrigger trigger, List<SourceOverride> overrides)
            throws CommandRefusedException, IOException {
        var earlier = engine.state().clientTokens().get(token);
        if (earlier != null) {
            return "had already started execution " + number(earlier);
        }
        var id = UUID.randomUUID().toString();
        engine.submit(new Command.Start(id, 0, trigger, Map.of(), overrides, Optional.of(token)));
        return "started execution " + number(id);
    }

    private String number(String execution) throws IOException {
        return engine.execution(execution)
                .map(found -> String.valueOf(found.start().number()))
                .orElse(execution);
    }

    /**
     * Looks whether repositories have other commits than when they were last looked at; finds what no hook told of. The first
     * look only notes what is there.
     *
     * @throws SourceException if a repository cannot be asked; the others have been
     */
    public void look(Instant now) throws SourceException, IOException {
        Optional<SourceException> problem = Optional.empty();
        for (Watched watched : watched()) {
            try {
                if (triggers().stream().anyMatch(one -> one instanceof Trigger.Push && watched.concerns(one))) {
                    look(watched, now);
                }
            } catch (SourceException e) {
                problem = Optional.of(e);
            }
        }
        if (problem.isPresent()) {
            throw problem.get();
        }
    }

    private void look(Watched watched, Instant now) throws SourceException, IOException {
        var heads = git.heads(watched.address());
        var all = new java.util.TreeMap<String, String>();
        heads.branches().forEach((name, commit) -> all.put("branch " + name, commit));
        heads.tags().forEach((name, commit) -> all.put("tag " + name, commit));
        var before = folder.seen(watched.key());
        if (before.isPresent()) {
            for (var entry : all.entrySet()) {
                var old = Optional.ofNullable(before.get().get(entry.getKey()));
                if (!old.equals(Optional.of(entry.getValue()))) {
                    var body = Found.body(watched.address().url(), entry.getKey(), old, entry.getValue());
                    var delivery = new Delivery(Provider.GENERIC, Map.of(), body);
                    folder.put(Arrival.byLooking(delivery, UUID.randomUUID().toString(), now));
                }
            }
        }
        if (!before.equals(Optional.of(all))) {
            // After the deliveries: a crash in between finds them once more, and they start nothing twice.
            folder.see(watched.key(), all);
        }
    }

    /** Starts what is due by the clock. */
    public void tick(Instant now) throws IOException {
        for (Trigger trigger : triggers()) {
            if (trigger instanceof Trigger.Schedule schedule) {
                tick(schedule, now);
            }
        }
    }

    private void tick(Trigger.Schedule schedule, Instant now) throws IOException {
        var key = TriggerText.of(schedule);
        var looked = folder.looked(key);
        var soonest = now.minus(LATE);
        var due = looked.map(last -> last.isBefore(soonest) ? soonest : last)
                .flatMap(last -> ScheduleTimes.next(schedule, last))
                .filter(next -> !next.isAfter(now));
        if (due.isPresent()) {
            try {
                refresh.run();
                start(token(key + due.get()), new StartTrigger("CloudWatchEvent", key, ""), List.of());
            } catch (UserException e) {
                System.err.println(e.getMessage());
            } catch (CommandRefusedException e) {
                System.err.println(e.refusal().message());
            }
        }
        if (due.isPresent() || looked.isEmpty()) {
            folder.see(key, Map.of("at", now.toString()));
        }
    }

    private Optional<Pipeline> pipeline() {
        return engine.state().definition();
    }

    private List<Trigger> triggers() {
        return pipeline().map(Pipeline::triggers).orElse(List.of());
    }

    private List<Watched> watched() {
        return pipeline().map(found -> Watched.of(found, home)).orElse(List.of());
    }
}
