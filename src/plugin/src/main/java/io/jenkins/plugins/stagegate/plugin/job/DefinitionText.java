package io.jenkins.plugins.stagegate.plugin.job;

import hudson.AbortException;
import io.jenkins.plugins.stagegate.dsl.Definition;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.Charset;

/**
 * A definition as its author wrote it.
 *
 * @param fileName what messages call it
 */
public record DefinitionText(String fileName, String text) {
    /** What a definition is called if nothing else is known. */
    public static final String FILE = "Jenkinsfile";

    /**
     * Reads a definition from a file, and no more of it than can be told to be too long.
     *
     * @throws AbortException if it is too long
     */
    static DefinitionText read(String fileName, InputStream file, Charset encoding) throws IOException {
        var text = new StringWriter();
        try (var reader = new InputStreamReader(file, encoding)) {
            var part = new char[8 * 1024];
            for (int size; (size = reader.read(part)) >= 0; ) {
                text.write(part, 0, size);
                if (text.getBuffer().length() > Definition.LONGEST) {
                    throw new AbortException(Messages.DefinitionText_tooLong(fileName, Definition.LONGEST));
                }
            }
        }
        return new DefinitionText(fileName, text.toString());
    }
}
