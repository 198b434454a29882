package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Action;
import hudson.model.Result;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;

/**
 * What of a run is on disk beside its nodes: which stage and which actions there are, and where the graph grows.
 *
 * <p>It is written in one piece each time, but for the actions that have ended: those are written once. What it does not name
 * is not there. Read and changed on the run's lane only.
 */
final class Ledger {
    /** The highest node id that is in use. */
    int lastNode;
    /** The id of the trunk's head. */
    String trunk;
    /** Whether nothing has happened since it was written. */
    boolean clean;

    @CheckForNull
    OpenStage stage;

    @CheckForNull
    OpenGroup group;

    @CheckForNull
    Wait wait;

    /** The keys of the stages that are over, and of the waits in them. */
    final Set<String> closedStages = new LinkedHashSet<>();

    final Map<String, Entry> actions = new LinkedHashMap<>();

    /** How the run ends as soon as no action runs any more. */
    @CheckForNull
    Ending ending;

    /** What is written each time. */
    Ledger underWay() {
        var written = new Ledger();
        written.lastNode = lastNode;
        written.trunk = trunk;
        written.clean = clean;
        written.stage = stage;
        written.group = group;
        written.wait = wait;
        written.closedStages.addAll(closedStages);
        if (group != null) { // whatever runs is in it
            for (String id : group.actions) {
                var entry = actions.get(id);
                if (!entry.ended) {
                    written.actions.put(id, entry);
                }
            }
        }
        written.ending = ending;
        return written;
    }

    /** Takes up the actions that were written once; actions are in the order in which they were started. */
    Ledger with(Map<String, Entry> ended) {
        var all = new LinkedHashMap<>(ended);
        all.putAll(actions);
        actions.clear();
        all.entrySet().stream()
                .sorted(Comparator.comparingInt(action -> Integer.parseInt(action.getValue().start)))
                .forEach(action -> actions.put(action.getKey(), action.getValue()));
        return this;
    }

    /**
     * Forgets the actions of which nothing but their start was written: they have done nothing, or nobody knows what. The host
     * starts them again.
     */
    void forgetThoseNotBegun() {
        actions.values().removeIf(entry -> !entry.ended && entry.program == 0);
        if (group != null) {
            group.actions.retainAll(actions.keySet());
        }
    }

    /** The stage that is open. */
    static final class OpenStage {
        final String key;
        final String name;
        /** The id of its first node. */
        final String start;

        OpenStage(String key, String name, String start) {
            this.key = key;
            this.name = name;
            this.start = start;
        }
    }

    /** The wait that is drawn: in front of a stage, or in the one that is open. */
    static final class Wait {
        /** That of the stage in front of which it is, or its own. */
        final String key;
        /** The id of its node. */
        final String node;

        Wait(String key, String node) {
            this.key = key;
            this.node = node;
        }
    }

    /** The action group that is open. */
    static final class OpenGroup {
        final int runOrder;
        /** The id of the node where its branches start. */
        final String start;

        final Set<String> actions = new LinkedHashSet<>();

        OpenGroup(int runOrder, String start) {
            this.runOrder = runOrder;
            this.start = start;
        }
    }

    /** An action that was started. */
    static final class Entry {
        final String name;
        /** The id of its branch's first node. */
        final String start;
        /** The id of its branch's newest node; of the last one once it has ended. */
        String head;

        boolean ended;
        boolean failed;
        /** Why it is to stop. */
        @CheckForNull
        String stopping;
        /** Counts the writings of its program; the newest one is valid. 0: it has not begun. */
        int program;

        Entry(String name, String start) {
            this.name = name;
            this.start = start;
            head = start;
        }
    }

    /** How a run ends. */
    static final class Ending {
        final String result;

        @CheckForNull
        final String message;

        Ending(Result result, @CheckForNull String message) {
            this.result = result.toString();
            this.message = message;
        }

        Result result() {
            return Result.fromString(result);
        }

        /** What the last node says about it. */
        Action[] error() {
            return message != null && result().isWorseThan(Result.UNSTABLE)
                    ? new Action[] {new ErrorAction(new AbortException(message))}
                    : new Action[0];
        }
    }
}
