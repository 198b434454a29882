package io.jenkins.plugins.stagegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.stagegate.local.cli.StageGate;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A git repository with nothing but a {@code Jenkinsfile}, and the program that releases it. */
record Project(Path folder) {
    private static final Path PROGRAM =
            Path.of("src/local/target/stage-gate.jar").toAbsolutePath();

    /** Makes it, with these stages behind the one that takes the source. */
    static Project make(Path folder, String stages) throws IOException, GitAPIException {
        Files.writeString(
                folder.resolve("Jenkinsfile"),
                """
                releasePipeline {
                    stages {
                        stage('Source') { source('Code') { scm(); output 'Code' } }
                %s    }
                }
                """
                        .formatted(stages));
        try (var git = Git.init().setDirectory(folder.toFile()).call()) {
            git.add().addFilepattern("Jenkinsfile").call();
            git.commit()
                    .setMessage("Release nothing")
                    .setAuthor("Bench", "bench@example.com")
                    .setCommitter("Bench", "bench@example.com")
                    .setSign(false)
                    .call();
        }
        return new Project(folder);
    }

    /** The arguments that run it once, with a state of its own. */
    List<String> run(Path state) {
        return List.of("run", folder.resolve("Jenkinsfile").toString(), "--state", state.toString());
    }

    /** Runs it once in this JVM, with what the program says left out. */
    void runHere(Path state) throws IOException {
        var out = System.out;
        try (var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8)) {
            System.setOut(nowhere);
            int code = StageGate.commandLine().execute(run(state).toArray(String[]::new));
            if (code != 0) {
                throw new IllegalStateException("stage-gate run ended with " + code);
            }
        } finally {
            System.setOut(out);
        }
    }

    /** The command line that starts the program as its user does. */
    static List<String> program(List<String> options, List<String> arguments) {
        if (!Files.exists(PROGRAM)) {
            throw new IllegalStateException("There is no " + PROGRAM + ". Make it with `mvn package -DskipTests`.");
        }
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(options);
        command.addAll(List.of("-jar", PROGRAM.toString()));
        command.addAll(arguments);
        return command;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Runs a command there to its good end; what it says goes to a file. */
    void execute(List<String> command, Path output) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException(command + " ended with " + code + ":\n" + Files.readString(output));
        }
    }
}
