package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The builds of a pipeline in which something can be performed, and what is owed to those that are not there yet. */
final class LiveBuilds {
    private final JobPipeline pipeline;
    /** The numbers of the builds that are there, by their executions. */
    private final Map<String, Integer> live = new HashMap<>();

    private final List<Effect> owed = new ArrayList<>();

    LiveBuilds(JobPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** The executions of the builds that are there. */
    synchronized Set<String> executions() {
        return Set.copyOf(live.keySet());
    }

    /** Whether the effect's build is there; if not, the effect is kept until it is. */
    synchronized boolean have(Effect effect) {
        var build = live.get(execution(effect));
        if (build != null && build == pipeline.builds().number(execution(effect))) {
            return true;
        }
        owed.add(effect);
        return false;
    }

    /** Adds a build, and gives what is owed to it. */
    synchronized List<Effect> add(ReleaseRun release) {
        live.put(release.execution(), release.run().getNumber());
        return takeOwed(release.execution());
    }

    /** Forgets a build that is over, and what was owed to it. */
    synchronized void remove(ReleaseRun release) {
        if (live.remove(release.execution(), release.run().getNumber())) {
            takeOwed(release.execution());
        }
    }

    private List<Effect> takeOwed(String execution) {
        var due = owed.stream()
                .filter(effect -> execution(effect).equals(execution))
                .toList();
        owed.removeAll(due);
        return due;
    }

    static String execution(Effect effect) {
        if (effect instanceof Effect.StartAction start) {
            return start.execution();
        }
        if (effect instanceof Effect.CheckRule check) {
            return check.execution();
        }
        return effect instanceof Effect.AskApproval ask ? ask.execution() : ((Effect.StopAction) effect).execution();
    }
}
