package io.jenkins.plugins.stagegate.plugin.web;

import hudson.ProxyConfiguration;
import hudson.Util;
import hudson.util.Secret;
import io.jenkins.plugins.stagegate.route.Route;
import java.io.IOException;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** The way to servers on the web that an administrator has configured for all of Jenkins, as it is now. */
public final class JenkinsRoute {
    private static Known known = new Known(List.of(), Route.DEFAULT);

    private JenkinsRoute() {}

    private record Known(List<String> settings, Route route) {}

    /** The way, the same one for as long as the configuration is the same. */
    public static synchronized Route get() {
        var proxy = Jenkins.get().getProxy();
        var settings = settings(proxy);
        if (!settings.equals(known.settings())) {
            known = new Known(settings, settings.isEmpty() ? Route.DEFAULT : Route.by(selector(proxy), login(proxy)));
        }
        return known.route();
    }

    private static List<String> settings(ProxyConfiguration proxy) {
        return proxy == null || Util.fixEmpty(proxy.getName()) == null
                ? List.of()
                : List.of(
                        proxy.getName(),
                        String.valueOf(proxy.getPort()),
                        Util.fixNull(proxy.getNoProxyHost()),
                        Util.fixNull(proxy.getUserName()),
                        Secret.toString(proxy.getSecretPassword()));
    }

    private static Optional<PasswordAuthentication> login(ProxyConfiguration proxy) {
        return Optional.ofNullable(proxy.getUserName())
                .map(user -> new PasswordAuthentication(
                        user, Secret.toString(proxy.getSecretPassword()).toCharArray()));
    }

    private static ProxySelector selector(ProxyConfiguration proxy) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI address) {
                return List.of(proxy.createProxy(address.getHost()));
            }

            @Override
            public void connectFailed(URI address, SocketAddress proxy, IOException problem) {
                // Whoever asked is told.
            }
        };
    }
}
