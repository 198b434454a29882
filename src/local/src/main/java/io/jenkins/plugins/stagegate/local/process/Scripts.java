package io.jenkins.plugins.stagegate.local.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Launches scripts by {@code sh}, and finds them again. */
public final class Scripts {
    /** What the names of the environment variables with logins begin with. */
    public static final String GIT_LOGINS = "STAGE_GATE_CREDENTIALS_";

    private static final String WRAPPER = wrapper();

    private Scripts() {}

    /**
     * Runs a script in the launch's work folder, with nothing to read.
     *
     * @param log takes what it writes, behind what is there
     */
    public static ScriptRun start(Launch launch, String script, Map<String, String> environment, Path log)
            throws IOException {
        Files.createDirectories(launch.work());
        Files.createDirectories(launch.exports());
        Files.writeString(launch.script(), script);
        var command = new ArrayList<>(ownSession());
        command.addAll(
                List.of("sh", "-c", WRAPPER, "stage-gate", launch.folder().toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // The logins of sources are for us alone.
        builder.environment().keySet().removeIf(name -> name.startsWith(GIT_LOGINS));
        builder.environment().putAll(environment);
        return new ScriptRun(launch, Optional.of(builder.start().toHandle()));
    }

    /** The script that was launched there, whether it still runs or has ended; nothing if it never began, and never will. */
    public static Optional<ScriptRun> find(Launch launch) throws IOException {
        return launch.forestall() ? Optional.empty() : Optional.of(new ScriptRun(launch, launch.process()));
    }

    /** A session of its own keeps Ctrl-C at our terminal from the script: whether it is to end is for us to say. */
    private static List<String> ownSession() {
        return HAS_SETSID ? List.of("setsid") : List.of();
    }

    private static final boolean HAS_SETSID = Stream.of(
                    Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "setsid")));

    private static String wrapper() {
        try (InputStream text = Scripts.class.getResourceAsStream("wrapper.sh")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("wrapper.sh belongs to this program", e);
        }
    }
}
