package io.jenkins.plugins.stagegate.plugin.host;

import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.plugin.web.JenkinsRoute;
import io.jenkins.plugins.stagegate.probe.Finding;
import io.jenkins.plugins.stagegate.probe.HttpCheck;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.security.ImpersonatingExecutorService;
import jenkins.util.Timer;

/**
 * The rules of a pipeline that ask an address. The controller asks, without an executor; no thread waits for an answer, nor between
 * two tries.
 */
final class HttpRules {
    private static final Logger LOGGER = Logger.getLogger(HttpRules.class.getName());
    private static final ExecutorService THREADS = new ImpersonatingExecutorService(
            Executors.newCachedThreadPool(new NamingThreadFactory(new DaemonThreadFactory(), "Stage Gate HTTP checks")),
            ACL.SYSTEM2);

    /** Who wants to know what was found. */
    @FunctionalInterface
    interface Asker {
        /**
         * Takes what was found.
         *
         * @throws RuntimeException if it could not, and is to be told again
         */
        void found(String ruleExecution, boolean holds, String summary);
    }

    private final Asker asker;
    private final Duration pause;
    private final HttpCheck http = new HttpCheck(JenkinsRoute::get);
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();

    HttpRules(Asker asker) {
        this(asker, HttpCheck.PAUSE);
    }

    /** @param pause between two tries */
    HttpRules(Asker asker, Duration pause) {
        this.asker = asker;
        this.pause = pause;
    }

    /** A rule that is looked at. */
    private record Look(Effect.CheckRule check, int tries, Instant since) {
        String id() {
            return check.actionExecution();
        }

        Look next() {
            return new Look(check, tries + 1, since);
        }

        boolean isLast(Instant next) {
            return check.rule()
                    .timeout()
                    .map(limit -> next.isAfter(since.plus(limit)))
                    .orElse(tries >= HttpCheck.TRIES);
        }
    }

    /** Tries until the rule holds or its time is over. After a restart of Jenkins it begins again. */
    void look(Effect.CheckRule check) {
        if (wanted.add(check.actionExecution())) {
            var first = new Look(check, 1, Instant.now());
            THREADS.execute(() -> attempt(first));
        }
    }

    /** Lets a rule be, for nobody asks any more. */
    void stop(String ruleExecution) {
        wanted.remove(ruleExecution);
    }

    /** Lets all rules be. */
    void close() {
        wanted.clear();
    }

    private void attempt(Look look) {
        if (!wanted.contains(look.id())) {
            return;
        }
        try {
            var rule = look.check().rule();
            StageGateSettings.get()
                    .requireReachable(URI.create(rule.configuration().getOrDefault("Url", "")));
            http.ask(rule)
                    .exceptionally(problem -> new Finding(false, problem.toString()))
                    .thenAcceptAsync(found -> judge(look, found), THREADS);
        } catch (IOException | RuntimeException | Error e) { // nobody else would hear of it
            tell(look, new Finding(false, Objects.requireNonNullElse(e.getMessage(), e.toString())));
        }
    }

    private void judge(Look look, Finding found) {
        if (found.holds() || look.isLast(Instant.now().plus(pause))) {
            tell(look, found);
        } else {
            later(() -> attempt(look.next()));
        }
    }

    /** A finding that cannot be written down now is not lost: the stage waits for it. */
    private void tell(Look look, Finding found) {
        if (!wanted.contains(look.id())) {
            return;
        }
        try {
            asker.found(look.id(), found.holds(), found.summary());
            wanted.remove(look.id());
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not tell what " + look.id() + " found; it is tried again");
            later(() -> tell(look, found));
        }
    }

    private void later(Runnable work) {
        Timer.get().schedule(() -> THREADS.execute(work), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}
