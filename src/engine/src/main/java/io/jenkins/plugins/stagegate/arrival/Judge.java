package io.jenkins.plugins.stagegate.arrival;

import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.trigger.Delivery;
import io.jenkins.plugins.stagegate.trigger.Hooks;
import io.jenkins.plugins.stagegate.trigger.InvalidDeliveryException;
import io.jenkins.plugins.stagegate.trigger.News;
import io.jenkins.plugins.stagegate.trigger.Provider;
import io.jenkins.plugins.stagegate.trigger.TriggerText;
import io.jenkins.plugins.stagegate.trigger.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what has arrived against the triggers of a pipeline. Starts nothing. */
final class Judge {
    private final TriggeredPipeline pipeline;

    Judge(TriggeredPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * What each trigger says; none if there is no trigger about that repository.
     *
     * @throws SourceException if a repository must be asked and does not answer
     */
    List<Judgement> judge(Arrival arrival) throws InvalidDeliveryException, SourceException, IOException {
        if (arrival.origin().equals(Arrival.WEBHOOK)) {
            return List.of(webhook(arrival));
        }
        var heard = Hooks.read(arrival.delivery());
        var judgements = new ArrayList<Judgement>();
        var concerned = pipeline.watched().stream()
                .filter(watched -> heard.isAbout(watched.called()))
                .toList();
        for (Watched watched : concerned) {
            var look = new Look(pipeline.git(), watched);
            // All of them take the same repository, which is known by the first.
            var site = new Site(concerned.get(0).action(), watched, look, arrival.origin());
            for (News news : heard.news()) {
                for (Trigger trigger : pipeline.definition().orElseThrow().triggers()) {
                    if (watched.concerns(trigger) && !(trigger instanceof Trigger.Schedule)) {
                        judgements.add(judge(trigger, site, news));
                    }
                }
            }
        }
        return together(judgements);
    }

    /** Its filters were looked at when it came, since the caller is told which one does not match. */
    private static Judgement webhook(Arrival arrival) {
        var arn = arrival.delivery().body();
        return new Judgement(
                PipelineTriggers.webhook(arn),
                "every filter matches",
                Optional.of(new Start("webhook-" + arrival.id(), new StartTrigger("Webhook", arn, ""), "", List.of())));
    }

    /** Where a trigger is held against what has arrived. */
    private record Site(String repository, Watched watched, Look look, String origin) {}

    /** A commit in one place starts one execution, and every source action whose trigger fires takes it. */
    private static List<Judgement> together(List<Judgement> all) {
        var starts = new HashMap<String, Start>();
        all.forEach(one -> one.start().ifPresent(start -> starts.merge(start.token(), start, Start::and)));
        return all.stream()
                .map(one ->
                        new Judgement(one.trigger(), one.reason(), one.start().map(start -> starts.get(start.token()))))
                .toList();
    }

    private Judgement judge(Trigger trigger, Site site, News news) throws SourceException, IOException {
        var text = TriggerText.of(trigger);
        var look = site.look();
        var without = look.change(news, false);
        Optional<String> followed = asksForBranch(trigger, news) ? look.followed() : Optional.empty();
        var verdict = Verdict.of(trigger, without, followed);
        if (!verdict.fires() && asksForFiles(trigger) && verdict.reason().equals(Verdict.FILES_UNKNOWN)) {
            verdict = Verdict.of(trigger, look.change(news, true), followed);
        }
        if (!verdict.fires()) {
            return Judgement.no(text, verdict.reason());
        }
        if (without.commit().isEmpty()) {
            return Judgement.no(text, "the repository has no such branch or tag any more");
        }
        return new Judgement(text, verdict.reason(), Optional.of(start(site, news, without.commit())));
    }

    private static boolean asksForBranch(Trigger trigger, News news) {
        return news instanceof News.Pushed
                && trigger instanceof Trigger.Push push
                && push.branches().equals(Patterns.ANY)
                && push.tags().equals(Patterns.ANY);
    }

    private static boolean asksForFiles(Trigger trigger) {
        return (trigger instanceof Trigger.Push push && !push.filePaths().equals(Patterns.ANY))
                || (trigger instanceof Trigger.PullRequest request
                        && !request.filePaths().equals(Patterns.ANY));
    }

    private Start start(Site site, News news, String commit) throws IOException {
        var on = on(news);
        var type =
                switch (site.origin()) {
                    case Arrival.POLL -> "PollForSourceChanges";
                    case "codecommit" -> "CloudWatchEvent";
                    default -> "WebhookV2";
                };
        var before = news instanceof News.Pushed pushed ? pushed.before() : Optional.<String>empty();
        var name = on.substring(on.indexOf(' ') + 1);
        return new Start(
                new Turns(pipeline, site.repository() + "\n" + on).token(commit, before),
                new StartTrigger(type, on + " " + shortened(commit), ""),
                on,
                List.of(new SourceOverride(site.watched().action(), "COMMIT_ID", commit, Optional.of(name))));
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
    static String token(String text) {
        return "trigger-" + new Delivery(Provider.GENERIC, Map.of(), text).digest();
    }
}
