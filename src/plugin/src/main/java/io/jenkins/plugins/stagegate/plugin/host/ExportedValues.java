package io.jenkins.plugins.stagegate.plugin.host;

import hudson.FilePath;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.spi.Confidential;
import io.jenkins.plugins.stagegate.spi.ExportedVariable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that scripts leave behind for the exported variables. */
final class ExportedValues {
    private ExportedValues() {}

    /**
     * The values of those variables that were set, from a folder where each has a file.
     *
     * @param secrets what no value may hold: many can read what is exported
     * @throws ActionException if one holds a secret, or is too large; then the folder is gone
     */
    static Map<String, String> in(FilePath folder, List<String> names, Confidential secrets)
            throws IOException, InterruptedException {
        var values = new LinkedHashMap<String, String>();
        for (String name : names) {
            var set = folder.child(name + BatchScript.EXPORT);
            var file = folder.child(name);
            if (set.exists()) {
                text(name, set, StandardCharsets.UTF_16LE)
                        .lines()
                        .filter(line -> line.regionMatches(true, 0, name + "=", 0, name.length() + 1))
                        .findFirst()
                        .ifPresent(line -> values.put(name, line.substring(name.length() + 1)));
            } else if (file.exists()) {
                values.put(name, text(name, file, StandardCharsets.UTF_8));
            }
        }
        for (var value : values.entrySet()) {
            var secret = secrets.in(value.getValue());
            if (secret.isPresent()) {
                folder.deleteRecursive();
                throw new ActionException(
                        ActionFailure.CONFIGURATION, Messages.PutOutStep_secret(value.getKey(), secret.get()));
            }
        }
        return values;
    }

    /** The same on every agent, whatever it takes for its own encoding. */
    private static String text(String name, FilePath file, Charset charset) throws IOException, InterruptedException {
        try (var content = file.read()) {
            return ExportedVariable.read(content, charset)
                    .orElseThrow(
                            () -> new ActionException(ActionFailure.CONFIGURATION, ExportedVariable.tooLarge(name)));
        }
    }
}
