package io.jenkins.plugins.stagegate.local.trigger;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.upstream.PipelineRelease;
import io.jenkins.plugins.stagegate.upstream.Upstreams;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Starts a pipeline when one that it names has succeeded. One thread at a time uses it. */
public final class UpstreamTriggers {
    private final PipelineEngine engine;
    private final Desk.Refresh refresh;
    private final TriggerFolder folder;
    private final Function<String, Optional<PipelineEngine>> others;

    /** @param others finds the pipelines that are open here */
    public UpstreamTriggers(
            PipelineEngine engine,
            Desk.Refresh refresh,
            TriggerFolder folder,
            Function<String, Optional<PipelineEngine>> others) {
        this.engine = engine;
        this.refresh = refresh;
        this.folder = folder;
        this.others = others;
    }

    /** Starts an execution for each pipeline that has a newer success than at the last look. The first look only notes it. */
    public void look() throws IOException {
        for (String name : Upstreams.of(definition())) {
            var other = others.apply(name);
            if (other.isPresent()) {
                look(name, other.get());
            }
        }
    }

    private void look(String name, PipelineEngine other) throws IOException {
        var key = "successes of " + name;
        var seen = folder.seen(key).map(known -> Long.parseLong(known.get("number")));
        var newest = PipelineRelease.newest(other, seen.orElse(0L));
        if (newest.isPresent() && seen.isPresent() && !begun(name, newest.get())) {
            return;
        }
        if (newest.isPresent() || seen.isEmpty()) {
            // After the start: a crash in between finds it once more, and it starts nothing twice.
            var number = newest.map(found -> found.execution().start().number()).orElse(0L);
            folder.see(key, Map.of("number", String.valueOf(number)));
        }
    }

    /** @return false if it is to be tried again */
    private boolean begun(String name, PipelineRelease release) throws IOException {
        try {
            refresh.run();
            var circle = Upstreams.circle(engine.state().name(), this::definition);
            if (circle.isPresent()) {
                System.err.println(circle.get());
            } else {
                start(name, release);
            }
            return true;
        } catch (UserException e) {
            System.err.println(e.getMessage());
            return true;
        } catch (CommandRefusedException e) {
            return !e.refusal().code().equals("ConcurrentPipelineExecutionsLimitExceededException");
        }
    }

    private void start(String name, PipelineRelease release) throws CommandRefusedException, IOException {
        var token = Upstreams.token(release);
        if (engine.state().clientTokens().containsKey(token)) {
            return;
        }
        List<SourceOverride> overrides = Upstreams.overrides(definition(), name, release);
        var trigger = new StartTrigger("StartPipelineExecution", "pipeline " + release, "");
        engine.submit(
                new Command.Start(UUID.randomUUID().toString(), 0, trigger, Map.of(), overrides, Optional.of(token)));
    }

    private Optional<Pipeline> definition() {
        return engine.state().definition();
    }

    private Optional<Pipeline> definition(String name) {
        return others.apply(name).flatMap(other -> other.state().definition());
    }
}
