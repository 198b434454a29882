package io.jenkins.plugins.stagegate.buildspec;

import static io.jenkins.plugins.stagegate.buildspec.Quoting.quoted;

import java.util.ArrayList;
import java.util.List;

/**
 * The phases as places that a build comes to, one after the other: the beginning of a phase, its commands, the commands of its
 * {@code finally}, its end. A failure goes on at another place; which, CodeBuild's pages on phase transitions say.
 */
final class Phases {
    private static final String OVER = "over";

    private final List<Phase> phases;
    private final List<String> lines = new ArrayList<>();
    private int place;

    Phases(List<Phase> phases) {
        this.phases = phases;
    }

    /** A shell function that takes what is at the place where the build is. */
    List<String> lines() {
        lines.add("stage_gate_at=0");
        lines.add("stage_gate_look() {");
        lines.add("  case $stage_gate_at in");
        for (Phase phase : phases) {
            phase(phase);
        }
        lines.add("  *) stage_gate_at=" + OVER + " ;;");
        lines.add("  esac");
        lines.add("}");
        return lines;
    }

    private void phase(Phase phase) {
        int beginning = place;
        int lastly = beginning + 1 + phase.commands().size();
        int end = lastly + phase.finalCommands().size();
        take("stage_gate_enter " + phase.name().word());
        phase.commands().forEach(command -> take("stage_gate_take " + quoted(command) + " " + lastly));
        phase.finalCommands().forEach(command -> take("stage_gate_take " + quoted(command) + " " + end));
        take("stage_gate_leave " + afterFailure(phase, end + 1));
    }

    private void take(String what) {
        lines.add("  " + place++ + ") " + what + " ;;");
    }

    /** By which rule a failed phase leads where. */
    private static String afterFailure(Phase phase, int next) {
        var usual = phase.name() == Phase.Name.BUILD ? String.valueOf(next) : OVER;
        if (phase.onFailure() instanceof OnFailure.Retry retry) {
            return "retry " + usual + " " + retry.times() + " " + quoted(retry.message());
        }
        if (phase.onFailure() instanceof OnFailure.Continue) {
            return "continue " + next;
        }
        return "usual " + (phase.onFailure() instanceof OnFailure.Abort ? OVER : usual);
    }
}
