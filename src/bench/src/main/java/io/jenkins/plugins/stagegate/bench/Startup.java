package io.jenkins.plugins.stagegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a user waits from the start of {@code stage-gate run} to the first process of an action.
 *
 * <p>Whatever is started writes the time when it has come so far, in milliseconds since the epoch. The source comes first in
 * every pipeline, so the time until the first process has a checkout in it.
 */
final class Startup {
    private static final int ROUNDS = 11;

    private final Scratch scratch;
    private final Path stamp;
    private final Project project;
    private final List<Double> untilStarted = new ArrayList<>();
    private final List<Double> untilSource = new ArrayList<>();

    private Startup(Scratch scratch) throws Exception {
        this.scratch = scratch;
        stamp = scratch.folder().resolve("stamp");
        project = Project.make(
                scratch.fresh(),
                "        stage('Work') { build('First') { commands 'date +%s%3N > " + stamp + "' } }\n");
    }

    static void measure() throws Exception {
        try (var scratch = Scratch.make()) {
            new Startup(scratch).compare();
        }
    }

    private void compare() throws Exception {
        var archived = "-XX:SharedArchiveFile=" + archive();
        new SideBySide("milliseconds from the start to")
                .add("a program in Java that says hello", this::hello)
                .add("sh that says hello", this::shell)
                .add("stage-gate --version", this::version)
                .add("stage-gate run, first process", () -> run(List.of(), true))
                .add("the same, with a class data archive", () -> run(List.of(archived), false))
                .add("the same, in a JVM that has done it before", this::runHere)
                .run(ROUNDS);
        System.out.printf(
                "stage-gate run, medians: started after %.0f ms, source taken after %.0f ms%n",
                SideBySide.median(untilStarted), SideBySide.median(untilSource));
    }

    private double hello() throws Exception {
        var classes = Path.of(Startup.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return says(List.of(Project.java(), "-cp", classes.toString(), Hello.class.getName()));
    }

    private double shell() throws Exception {
        return says(List.of("sh", "-c", "date +%s%3N"));
    }

    private double version() throws Exception {
        double began = System.currentTimeMillis();
        project.execute(Project.program(List.of(), List.of("--version")), output());
        return System.currentTimeMillis() - began;
    }

    /** The time until the command says the time. */
    private double says(List<String> command) throws Exception {
        double began = System.currentTimeMillis();
        project.execute(command, stamp);
        return stamped() - began;
    }

    private double run(List<String> options, boolean counts) throws Exception {
        var state = scratch.fresh();
        double began = System.currentTimeMillis();
        project.execute(Project.program(options, project.run(state)), output());
        if (counts) {
            var record = OnRecord.of(state);
            untilStarted.add(record.started() - began);
            untilSource.add(record.sourceTaken() - began);
        }
        return stamped() - began;
    }

    private double runHere() throws Exception {
        double began = System.currentTimeMillis();
        project.runHere(scratch.fresh());
        return stamped() - began;
    }

    /** Runs once in order to keep the classes that this takes in the form in which the JVM likes them best. */
    private Path archive() throws Exception {
        var archive = scratch.folder().resolve("classes.jsa");
        run(List.of("-XX:ArchiveClassesAtExit=" + archive), false);
        return archive;
    }

    private double stamped() throws IOException {
        return Double.parseDouble(Files.readString(stamp).strip());
    }

    private Path output() {
        return scratch.folder().resolve("output");
    }
}
