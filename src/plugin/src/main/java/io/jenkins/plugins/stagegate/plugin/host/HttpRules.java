package io.jenkins.plugins.stagegate.plugin.host;

import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.plugin.web.JenkinsRoute;
import io.jenkins.plugins.stagegate.probe.HttpCheck;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;

/** The rules of a pipeline that ask an address. The controller asks, without an executor; between two tries no thread waits. */
final class HttpRules {
    private static final int AT_ONCE = 4;
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(
            AT_ONCE, new NamingThreadFactory(new DaemonThreadFactory(), "Stage Gate HTTP checks"));

    private final JobPipeline pipeline;
    private final HttpCheck http = new HttpCheck(JenkinsRoute::get);
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();

    HttpRules(JobPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Tries until the rule holds or its time is over. After a restart of Jenkins it begins again. */
    void look(Effect.CheckRule check) {
        if (wanted.add(check.actionExecution())) {
            THREADS.execute(() -> attempt(check, 1, Instant.now()));
        }
    }

    /** Lets a rule be, for nobody asks any more. */
    void stop(String ruleExecution) {
        wanted.remove(ruleExecution);
    }

    private void attempt(Effect.CheckRule check, int tries, Instant since) {
        var id = check.actionExecution();
        if (!wanted.contains(id)) {
            return;
        }
        try {
            var rule = check.rule();
            StageGateSettings.get()
                    .requireReachable(URI.create(rule.configuration().getOrDefault("Url", "")));
            var found = http.once(rule);
            var next = Instant.now().plus(HttpCheck.PAUSE);
            boolean last =
                    rule.timeout().map(limit -> next.isAfter(since.plus(limit))).orElse(tries >= HttpCheck.TRIES);
            if (found.holds() || last) {
                found(id, found.holds(), found.summary());
            } else {
                Timer.get()
                        .schedule(
                                () -> THREADS.execute(() -> attempt(check, tries + 1, since)),
                                HttpCheck.PAUSE.toMillis(),
                                TimeUnit.MILLISECONDS);
            }
        } catch (IOException | IllegalArgumentException e) {
            found(id, false, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void found(String id, boolean holds, String summary) {
        if (wanted.remove(id)) {
            pipeline.report(engine -> engine.found(id, holds, summary));
        }
    }
}
