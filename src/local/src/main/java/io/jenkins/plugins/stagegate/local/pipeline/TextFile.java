package io.jenkins.plugins.stagegate.local.pipeline;

import io.jenkins.plugins.stagegate.local.UserException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that people write for this program. */
public record TextFile(Path file) {
    /** More than the longest, in bytes: what is longer need not be read to be refused. */
    private static final long LARGEST = 1 << 20;

    /**
     * The whole text.
     *
     * @param missing what to say if there is no such file
     * @param what it is to be, in a word
     */
    public String read(String missing, String what) throws UserException {
        if (!Files.isRegularFile(file)) {
            throw UserException.usage(missing);
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw UserException.usage(
                        file + " is too large for a " + what + ": it has " + Files.size(file) + " bytes.");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (MalformedInputException e) {
            throw UserException.usage(file + " is not a text in UTF-8. Save it as one.");
        } catch (IOException e) {
            throw UserException.usage(file + " cannot be read: " + e.getMessage());
        }
    }
}
