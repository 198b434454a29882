package io.jenkins.plugins.stagegate.plugin.host;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.MasterToSlaveFileCallable;

/**
 * Reads a file from where an artifact manager keeps it, on the machine that wants it, so that its bytes do not go through the
 * controller.
 *
 * <p>The address may be a secret for as long as it holds, hence it stands in no message.
 */
final class FetchFile extends MasterToSlaveFileCallable<Boolean> {
    private static final long serialVersionUID = 1;
    private static final Logger LOGGER = Logger.getLogger(FetchFile.class.getName());
    private static final int PATIENCE_MILLIS = 30_000;

    private final URL address;

    FetchFile(URL address) {
        this.address = address;
    }

    /** Returns whether this machine gets at the file: it may be in a network where it does not. */
    @Override
    public Boolean invoke(File file, VirtualChannel channel) {
        try {
            var connection = address.openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try (var content = connection.getInputStream()) {
                Files.copy(content, file.toPath(), StandardCopyOption.REPLACE_EXISTING);
            }
            return true;
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "{0} cannot be asked from here: {1}", new Object[] {
                address.getHost(), e.getClass().getSimpleName()
            });
            return false;
        }
    }
}
