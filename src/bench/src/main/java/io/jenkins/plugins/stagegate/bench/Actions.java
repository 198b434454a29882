package io.jenkins.plugins.stagegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the engine adds to a command: 200 actions one after the other, each with the command {@code true}, and a shell script
 * with the same 200 commands, each in a shell of its own.
 */
final class Actions {
    private static final int STAGES = 4;
    private static final int ACTIONS_OF_STAGE = 50;
    private static final int ACTIONS = STAGES * ACTIONS_OF_STAGE;
    private static final int ROUNDS = 5;

    private final Scratch scratch;
    private final Project project;
    private final List<Double> betweenFirstAndLast = new ArrayList<>();

    private Actions(Scratch scratch) throws Exception {
        this.scratch = scratch;
        project = Project.make(scratch.fresh(), stages());
    }

    static void measure() throws Exception {
        try (var scratch = Scratch.make()) {
            new Actions(scratch).compare();
        }
    }

    private void compare() throws Exception {
        new SideBySide("milliseconds for " + ACTIONS + " commands")
                .add("a shell script", this::script)
                .add("processes started by Java, no engine", this::processes)
                .add("as many appends and flushes, no processes", this::flushes)
                .add("stage-gate run, as a whole", this::run)
                .add("stage-gate run, in a warm JVM, as a whole", this::runHere)
                .run(ROUNDS);
        System.out.printf(
                "stage-gate run, median: %.0f ms from the end of the source to the end of the last action%n",
                SideBySide.median(betweenFirstAndLast));
    }

    private static String stages() {
        var text = new StringBuilder();
        for (int stage = 1; stage <= STAGES; stage++) {
            text.append("        stage('Work").append(stage).append("') {\n");
            for (int action = 1; action <= ACTIONS_OF_STAGE; action++) {
                text.append("            build('A")
                        .append(stage)
                        .append('x')
                        .append(action)
                        .append("') { commands 'true' }\n");
            }
            text.append("        }\n");
        }
        return text.toString();
    }

    private double script() throws Exception {
        var script = scratch.folder().resolve("script");
        Files.writeString(script, "sh -c true\n".repeat(ACTIONS));
        return milliseconds(() -> project.execute(List.of("sh", script.toString()), output()));
    }

    private double processes() throws Exception {
        return milliseconds(() -> {
            for (int i = 0; i < ACTIONS; i++) {
                project.execute(List.of("sh", "-c", "true"), output());
            }
        });
    }

    private double flushes() throws Exception {
        try (var file = Flushed.open(scratch.fresh())) {
            return milliseconds(() -> {
                for (int i = 0; i < ACTIONS; i++) {
                    file.append(new byte[600]);
                }
            });
        }
    }

    private double run() throws Exception {
        var state = scratch.fresh();
        double all = milliseconds(() -> project.execute(Project.program(List.of(), project.run(state)), output()));
        var record = OnRecord.of(state);
        betweenFirstAndLast.add(record.ended() - record.sourceTaken());
        return all;
    }

    private double runHere() throws Exception {
        var state = scratch.fresh();
        return milliseconds(() -> project.runHere(state));
    }

    private static double milliseconds(Step step) throws Exception {
        long began = System.nanoTime();
        step.take();
        return (System.nanoTime() - began) / 1e6;
    }

    private interface Step {
        void take() throws IOException, InterruptedException;
    }

    private Path output() {
        return scratch.folder().resolve("output");
    }
}
