package io.jenkins.plugins.stagegate.scenario;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.rehearsal.Cast;
import io.jenkins.plugins.stagegate.rehearsal.Instructions;
import io.jenkins.plugins.stagegate.rehearsal.Scene;
import java.util.Map;

/** The commands of a scenario, in the words of rehearsals; whatever nobody is named for, alice does. {@link JobScript} adds workers. */
final class Script {
    private static final Instructions WORDS = new Instructions(Cast.ANY, "alice");

    private Script() {}

    /** @param known every execution that ever was, by number, as it was last seen */
    static Command read(PipelineState state, String text, Map<Long, Execution> known) {
        if (text.startsWith("job ")) {
            return JobScript.read(state, text);
        }
        return WORDS.read(text).command(new Scene(state, known, state.updated()));
    }
}
