package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.image.EcrLogins;
import io.jenkins.plugins.stagegate.object.Connection;
import io.jenkins.plugins.stagegate.object.ObjectStores;
import io.jenkins.plugins.stagegate.object.StoreException;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.plugin.web.JenkinsRoute;
import io.jenkins.plugins.stagegate.source.GitCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * The part that speaks to S3 and ECR, which the plugin does not carry: a jar that an administrator puts into Jenkins' home. It is
 * loaded once, when it is needed for the first time.
 */
final class S3Part {
    /** Where the jar is, from Jenkins' home. */
    static final String JAR = "stage-gate/stage-gate-s3.jar";

    private static Optional<ClassLoader> loaded = Optional.empty();

    private S3Part() {}

    /**
     * What speaks the S3 protocol.
     *
     * @throws StoreException if the part is not there
     */
    static ObjectStores required() throws IOException {
        return classes()
                .flatMap(ObjectStores::in)
                .orElseThrow(() -> new StoreException(ActionFailure.CONFIGURATION, Messages.S3Part_missing(JAR), null));
    }

    /** What exchanges access keys for logins of ECR, if the part is there. */
    static Optional<EcrLogins> ecr() throws IOException {
        return classes().flatMap(EcrLogins::in);
    }

    @SuppressWarnings("resource") // What was loaded goes on loading classes as long as Jenkins runs.
    private static synchronized Optional<ClassLoader> classes() throws IOException {
        var jar = Jenkins.get().getRootDir().toPath().resolve(JAR);
        if (loaded.isEmpty() && Files.isRegularFile(jar)) {
            loaded = Optional.of(new URLClassLoader(
                    "stage-gate-s3", new URL[] {jar.toUri().toURL()}, ObjectStores.class.getClassLoader()));
        }
        return loaded;
    }

    /**
     * The store that an action's settings name, if it may be addressed. Only the login that the action names is used: the controller's own
     * rights are not those of whoever writes a pipeline.
     */
    static Connection connection(Map<String, String> settings, GitCredentials logins) throws IOException {
        var connection = Connection.of(settings, logins, false).by(JenkinsRoute.get());
        var address = connection
                .endpoint()
                .orElseGet(() -> "https://s3." + connection.region().orElse("us-east-1") + ".amazonaws.com");
        try {
            StageGateSettings.get().requireReachable(URI.create(address));
        } catch (IOException e) {
            throw new StoreException(ActionFailure.PERMISSION, e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new StoreException(ActionFailure.CONFIGURATION, Messages.S3Part_noAddress(address), e);
        }
        return connection;
    }
}
