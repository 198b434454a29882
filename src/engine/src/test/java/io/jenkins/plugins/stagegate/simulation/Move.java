package io.jenkins.plugins.stagegate.simulation;

import io.jenkins.plugins.stagegate.decision.Command;
import java.time.Instant;

/** One step of a simulation: a command, when it is given, and what the machine does to the engine meanwhile. */
record Move(Instant at, Command command, Crash crash) {
    /** When the power goes. */
    enum Crash {
        NONE,
        /** Before the events are on disk: the command never happened. */
        BEFORE_THE_WRITE,
        /** After they are on disk, before any effect is issued. */
        BEFORE_THE_EFFECTS,
        /** After some effects are issued. */
        AMID_THE_EFFECTS
    }
}
