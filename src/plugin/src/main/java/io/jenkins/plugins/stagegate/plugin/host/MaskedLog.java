package io.jenkins.plugins.stagegate.plugin.host;

import hudson.console.ConsoleLogFilter;
import hudson.console.LineTransformationOutputStream;
import hudson.model.Run;
import hudson.util.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;

/** Logs without the values of secrets. The filter goes with the build's steps to the agent. */
final class MaskedLog extends ConsoleLogFilter implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String MASK = "****";

    private final ArrayList<Secret> lines = new ArrayList<>();

    /** The longest is replaced first, so that nothing is left over of one that another one is a part of. */
    MaskedLog(Collection<String> values) {
        values.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Secret::fromString)
                .forEach(lines::add);
    }

    @Override
    public OutputStream decorateLogger(Run build, OutputStream logger) {
        var secrets = lines.stream().map(Secret::getPlainText).toList();
        return new LineTransformationOutputStream.Delegating(logger) {
            @Override
            protected void eol(byte[] bytes, int length) throws IOException {
                var line = new String(bytes, 0, length, StandardCharsets.UTF_8);
                var masked = line;
                for (String secret : secrets) {
                    masked = masked.replace(secret, MASK);
                }
                if (masked.equals(line)) {
                    out.write(bytes, 0, length);
                } else {
                    out.write(masked.getBytes(StandardCharsets.UTF_8));
                }
            }
        };
    }
}
