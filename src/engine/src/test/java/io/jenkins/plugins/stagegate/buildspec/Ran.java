package io.jenkins.plugins.stagegate.buildspec;

import io.jenkins.plugins.stagegate.spi.CommandScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A build that a real shell has run.
 *
 * @param says what the commands wrote, without the lines of the driver
 * @param log all lines
 */
record Ran(int code, List<String> says, List<String> log, Path exports) {
    static final Build BUILD =
            new Build("shop-build", "a1b2", "shop", 7, Optional.of("4f2c"), List.of("Lib-rary"), Set.of());

    static Ran of(Path folder, String buildspec) throws Exception {
        return of(folder, buildspec, BUILD, Map.of());
    }

    static Ran of(Path folder, String buildspec, Build build, Map<String, String> environment) throws Exception {
        var work = Files.createDirectories(folder.resolve("work"));
        var exports = Files.createDirectories(folder.resolve("exports"));
        var script = folder.resolve("script");
        Files.writeString(script, BuildScript.of(BuildspecReader.read(buildspec), build));
        var log = folder.resolve("log");
        var builder = new ProcessBuilder("sh", "../script")
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var all = new HashMap<>(environment);
        all.put(CommandScript.EXPORTS_FOLDER, exports.toString());
        builder.environment().putAll(all);
        var process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("The build does not end");
        }
        var lines = Files.readAllLines(log);
        return new Ran(
                process.exitValue(),
                lines.stream().filter(line -> !line.startsWith("[buildspec] ")).toList(),
                lines,
                exports);
    }
}
