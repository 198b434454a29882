package io.jenkins.plugins.stagegate.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A variable that a script left in a file for later actions. */
public final class ExportedVariable {
    /** The largest value in bytes: CodePipeline's bound of all output variables of an action. */
    public static final int LARGEST = 120 << 10;

    private ExportedVariable() {}

    /** The same of a file in UTF-8. */
    public static Optional<String> read(InputStream file) throws IOException {
        return read(file, StandardCharsets.UTF_8);
    }

    /** Reads the value, and no more than a value may have: who wrote the file may be anybody. Empty if it is too large. */
    public static Optional<String> read(InputStream file, Charset charset) throws IOException {
        var value = file.readNBytes(LARGEST + 1);
        return value.length > LARGEST ? Optional.empty() : Optional.of(new String(value, charset));
    }

    /** What is said of one that is too large. */
    public static String tooLarge(String name) {
        return "The exported variable '" + name + "' has more than " + LARGEST
                + " bytes. Put what is large into an artifact.";
    }
}
