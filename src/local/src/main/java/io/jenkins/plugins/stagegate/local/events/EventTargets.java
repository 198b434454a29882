package io.jenkins.plugins.stagegate.local.events;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.spi.EventListener;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** Where a user wants events to go, by the words of the command line. */
public final class EventTargets {
    private EventTargets() {}

    /**
     * The listener at a file or an address.
     *
     * @throws UserException if it is neither
     */
    public static EventListener of(String target) throws UserException {
        var lower = target.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return new Webhook(address(target));
        }
        if (target.contains("://")) {
            throw UserException.usage(
                    "Events go to a file, or to an address with http:// or https://, not to " + target);
        }
        return new EventFile(file(target));
    }

    private static URI address(String target) throws UserException {
        try {
            var address = URI.create(target);
            if (address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw UserException.usage("The address for events makes no sense: " + e.getMessage());
        }
        throw UserException.usage("The address for events names no host: " + target);
    }

    private static Path file(String target) throws UserException {
        try {
            var file = Path.of(target).toAbsolutePath();
            if (Files.isDirectory(file)) {
                throw UserException.usage(target + " is a folder; name a file in it for the events.");
            }
            if (!Files.isDirectory(file.getParent())) {
                throw UserException.usage(
                        "The folder of the file for events does not exist: " + target + ". Make it first.");
            }
            return file;
        } catch (InvalidPathException e) {
            throw UserException.usage("The name of the file for events makes no sense: " + e.getMessage());
        }
    }
}
