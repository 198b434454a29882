package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.local.pipeline.StateFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** This program as its user knows it. */
final class Program {
    private Program() {}

    /** How it was started, for commands that we show. */
    static String name() {
        var started = System.getProperty("sun.java.command", "").split(" ", 2)[0];
        return started.endsWith(".jar") ? "java -jar " + started : "stage-gate";
    }

    /** A command line that can be copied. */
    static String command(String verb, StateFolder.Place place, String options) {
        var state = place.folder().getParent();
        var usual = Path.of(StateFolder.USUAL).toAbsolutePath().normalize();
        return name() + " " + verb + " --pipeline-name " + place.pipeline()
                + (state.equals(usual) ? "" : " --state " + quoted(state.toString())) + " " + options;
    }

    /** One word of a shell. */
    static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./:@%+=,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** The user of the operating system: the owner of what runs here. */
    static Actor user() {
        var name = Optional.ofNullable(System.getProperty("user.name")).orElse("somebody");
        return new Actor(name, Set.of(), true);
    }
}
