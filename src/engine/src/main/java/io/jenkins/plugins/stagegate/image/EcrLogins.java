package io.jenkins.plugins.stagegate.image;

import io.jenkins.plugins.stagegate.object.Connection;
import io.jenkins.plugins.stagegate.source.GitCredentials.Login;
import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;

/** What exchanges an access key of AWS for a login of its registries: an optional part, found as a service of this type. */
@FunctionalInterface
public interface EcrLogins {
    /**
     * A login that lives twelve hours, by {@code GetAuthorizationToken}.
     *
     * @param who asks, and in which region
     * @throws io.jenkins.plugins.stagegate.object.StoreException if AWS gives none; the message is for people
     */
    Login exchange(Connection who) throws IOException;

    /** The part that can be found by that class loader, if there is one. */
    static Optional<EcrLogins> in(ClassLoader loader) {
        return ServiceLoader.load(EcrLogins.class, loader).findFirst();
    }
}
