package io.jenkins.plugins.stagegate.arrival;

import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.trigger.Change;
import io.jenkins.plugins.stagegate.trigger.Delivery;
import io.jenkins.plugins.stagegate.trigger.Hooks;
import io.jenkins.plugins.stagegate.trigger.InvalidDeliveryException;
import io.jenkins.plugins.stagegate.trigger.News;
import io.jenkins.plugins.stagegate.trigger.Provider;
import io.jenkins.plugins.stagegate.trigger.TriggerText;
import io.jenkins.plugins.stagegate.trigger.Verdict;
import java.io.IOException;
import java.util.ArrayList;
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
        for (Watched watched : pipeline.watched()) {
            if (heard.isAbout(watched.called())) {
                var look = new Look(pipeline.git(), watched);
                for (News news : heard.news()) {
                    for (Trigger trigger : pipeline.definition().orElseThrow().triggers()) {
                        if (watched.concerns(trigger) && !(trigger instanceof Trigger.Schedule)) {
                            judgements.add(judge(trigger, watched, news, look, arrival.origin()));
                        }
                    }
                }
            }
        }
        return judgements;
    }

    /** Its filters were looked at when it came, since the caller is told which one does not match. */
    private static Judgement webhook(Arrival arrival) {
        var arn = arrival.delivery().body();
        return new Judgement(
                PipelineTriggers.webhook(arn),
                "every filter matches",
                Optional.of(new Start("webhook-" + arrival.id(), new StartTrigger("Webhook", arn, ""), "", List.of())));
    }

    private static Judgement judge(Trigger trigger, Watched watched, News news, Look look, String origin)
            throws SourceException, IOException {
        var text = TriggerText.of(trigger);
        var without = look.change(news, false);
        var verdict = Verdict.of(trigger, without, look.followed());
        if (!verdict.fires() && asksForFiles(trigger) && verdict.reason().endsWith("is not known")) {
            verdict = Verdict.of(trigger, look.change(news, true), look.followed());
        }
        if (!verdict.fires()) {
            return Judgement.no(text, verdict.reason());
        }
        if (without.commit().isEmpty()) {
            return Judgement.no(text, "the repository has no such branch or tag any more");
        }
        return new Judgement(text, verdict.reason(), Optional.of(start(watched, news, without, origin)));
    }

    private static boolean asksForFiles(Trigger trigger) {
        return (trigger instanceof Trigger.Push push && !push.filePaths().equals(Patterns.ANY))
                || (trigger instanceof Trigger.PullRequest request
                        && !request.filePaths().equals(Patterns.ANY));
    }

    private static Start start(Watched watched, News news, Change change, String origin) {
        var on = on(news);
        var type =
                switch (origin) {
                    case Arrival.POLL -> "PollForSourceChanges";
                    case "codecommit" -> "CloudWatchEvent";
                    default -> "WebhookV2";
                };
        return new Start(
                token(watched.action() + "\n" + on + "\n" + change.commit()),
                new StartTrigger(type, on + " " + shortened(change.commit()), ""),
                on,
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
    static String token(String text) {
        return "trigger-" + new Delivery(Provider.GENERIC, Map.of(), text).digest();
    }
}
