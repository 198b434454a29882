package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.rehearsal.Manner.Go;
import java.util.HashMap;
import java.util.Map;

/** Counts the goes at everything. */
final class Tally {
    private final Map<String, Integer> counts = new HashMap<>();

    /** The next go at an action or a rule. */
    Go go(String stage, String name, long execution) {
        int ofAll = counts.merge(stage + "/" + name, 1, Integer::sum);
        int inExecution = counts.merge(stage + "/" + name + "#" + execution, 1, Integer::sum);
        return new Go(stage, name, execution, ofAll, inExecution);
    }
}
