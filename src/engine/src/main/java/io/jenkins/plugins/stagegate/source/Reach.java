package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.route.Route;
import java.io.IOException;
import java.net.URI;

/** Which addresses a host lets its pipelines make it talk to, and the way there. Asked before each request, also of an address that a server named. */
@FunctionalInterface
public interface Reach {
    /** Lets everything pass. */
    Reach ANYWHERE = address -> {};

    /**
     * Makes sure that the address may be talked to.
     *
     * @throws IOException if not; the message says why
     */
    void require(URI address) throws IOException;

    /** The way there. Asked before each request. */
    default Route route() {
        return Route.DEFAULT;
    }
}
