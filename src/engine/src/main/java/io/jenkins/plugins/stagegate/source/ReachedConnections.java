package io.jenkins.plugins.stagegate.source;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import org.eclipse.jgit.api.TransportConfigCallback;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory2;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/**
 * Makes connections to those servers only that may be talked to, by the way that leads there. A server can send whoever asks to another one, so each
 * connection is looked at, and not the address alone. It is the JDK's own connection, whatever other users of JGit in this
 * process have chosen for all.
 */
final class ReachedConnections implements HttpConnectionFactory2, TransportConfigCallback {
    private final HttpConnectionFactory2 connections = new JDKHttpConnectionFactory();
    private final Reach reach;

    ReachedConnections(Reach reach) {
        this.reach = reach;
    }

    @Override
    public void configure(Transport transport) {
        if (transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(this);
        }
    }

    @Override
    public HttpConnection create(URL address) throws IOException {
        var there = require(address);
        var route = reach.route();
        var proxy = route.chosen(there);
        return proxy.isPresent()
                ? connections.create(route.telling(address), proxy.get())
                : connections.create(address);
    }

    @Override
    public HttpConnection create(URL address, Proxy proxy) throws IOException {
        var there = require(address);
        var route = reach.route();
        return connections.create(route.telling(address), route.chosen(there).orElse(proxy));
    }

    @Override
    public GitSession newSession() {
        return connections.newSession();
    }

    private URI require(URL address) throws OutOfReachException {
        try {
            var there = address.toURI();
            reach.require(there);
            return there;
        } catch (URISyntaxException e) {
            throw new OutOfReachException(new IOException("it makes no sense as an address.", e));
        } catch (IOException e) {
            throw new OutOfReachException(e);
        }
    }

    /** Asks about the server of an address of ssh, in either of its forms. Servers of ssh send nobody elsewhere. */
    void requireSsh(String address) throws OutOfReachException {
        try {
            reach.require(new URI("ssh", new URIish(address).getHost(), null, null));
        } catch (URISyntaxException e) {
            throw new OutOfReachException(new IOException("it makes no sense as an address.", e));
        } catch (IOException e) {
            throw new OutOfReachException(e);
        }
    }
}
