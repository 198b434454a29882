package io.jenkins.plugins.stagegate.object;

import java.util.Optional;
import java.util.ServiceLoader;

/** What speaks the S3 protocol: an optional part, found as a service of this type. */
@FunctionalInterface
public interface ObjectStores {
    /** Connects to a store. Nothing is asked of it yet. */
    ObjectStore connect(Connection where);

    /** The part that can be found by that class loader, if there is one. */
    static Optional<ObjectStores> in(ClassLoader loader) {
        return ServiceLoader.load(ObjectStores.class, loader).findFirst();
    }
}
