package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.Eventually;
import io.jenkins.plugins.stagegate.local.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A folder with a Jenkinsfile in a git repository, and this program as a real process in it. */
public final class Project extends ExternalResource {
    private static final String NAME = "shop";

    private final TemporaryFolder temporary = new TemporaryFolder();
    private final List<Running> started = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path folder;

    @Override
    protected void before() throws Throwable {
        temporary.create();
        folder = temporary.newFolder(NAME).toPath();
    }

    @Override
    protected void after() {
        started.forEach(running -> running.process().destroyForcibly());
        temporary.delete();
    }

    /** The folder of the Jenkinsfile. */
    public Path folder() {
        return folder;
    }

    /** A folder that is nobody's. */
    Path elsewhere() {
        return temporary.getRoot().toPath();
    }

    /** Sets a variable of the environment of processes that are started from now on. */
    public Project with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Commits a Jenkinsfile with these stages behind one that takes the repository itself as the artifact Repository. */
    public String define(String... stages) throws IOException, GitAPIException {
        return commit("Jenkinsfile", definition(stages));
    }

    /** These stages behind one that takes the repository itself as the artifact Repository. */
    static String definition(String... stages) {
        return """
                releasePipeline {
                    stages {
                        stage('Source') {
                            source('Checkout') {
                                scm()
                                output 'Repository'
                            }
                        }
                        %s
                    }
                }
                """
                .formatted(String.join("\n", stages));
    }

    /** Writes a file and commits it; gives the commit's id. */
    public String commit(String file, String text) throws IOException, GitAPIException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
        try (var git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call()) {
            git.add().addFilepattern(file).call();
            return git.commit()
                    .setMessage("Change " + file)
                    .setAuthor("Ada", "ada@example.com")
                    .setCommitter("Ada", "ada@example.com")
                    .setSign(false)
                    .call()
                    .name();
        }
    }

    /** What an action writes into the project's folder, by its name; empty if it is not there yet. */
    String written(String name) throws IOException {
        var file = folder.resolve(name);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** Starts the program. */
    Running start(String... arguments) throws IOException {
        return launch(List.of(), arguments);
    }

    /** Starts the program by another one. */
    Running launch(List<String> launcher, String... arguments) throws IOException {
        var command = new ArrayList<>(launcher);
        command.addAll(program());
        command.addAll(List.of(arguments));
        return launch(command);
    }

    Running launch(List<String> command) throws IOException {
        var output = Files.createTempFile(elsewhere(), "output", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PROJECT", folder.toString());
        builder.environment().putAll(environment);
        var running = new Running(builder.start(), output);
        started.add(running);
        return running;
    }

    /** How the program is started. */
    static List<String> program() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                Main.class.getName());
    }

    private static String absolute(String classPath) {
        return String.join(
                java.io.File.pathSeparator,
                java.util.stream.Stream.of(classPath.split(java.io.File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    /** The program at work. */
    record Running(Process process, Path output) {
        String text() throws IOException {
            return Files.readString(output);
        }

        /** Waits until it has written this. */
        Running says(String words) throws Exception {
            Eventually.until(() -> text().contains(words) || !process.isAlive(), () -> "it wrote\n" + textOrNot());
            if (!text().contains(words)) {
                throw new AssertionError(
                        "It ended with " + process.exitValue() + " and never said '" + words + "', but\n" + text());
            }
            return this;
        }

        private String textOrNot() {
            try {
                return text();
            } catch (IOException e) {
                return e.toString();
            }
        }

        /** Waits for its end. */
        int exitCode() throws Exception {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new AssertionError("It does not end. It wrote\n" + text());
            }
            return process.exitValue();
        }

        /** Kills it as a crash would. */
        void crash() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        /** Ctrl-C. */
        void interrupt() throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-s", "INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        }
    }
}
