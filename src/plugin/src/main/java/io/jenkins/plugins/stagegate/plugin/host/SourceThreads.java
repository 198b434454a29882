package io.jenkins.plugins.stagegate.plugin.host;

import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that take sources: a few for each server, so that one which does not answer makes nobody wait but those who want
 * something from it. They end when there is nothing to take.
 */
final class SourceThreads {
    /** Servers refuse clients that open many connections at once. */
    static final int OF_A_SERVER = 4;

    private static final Map<String, ExecutorService> ALL = new ConcurrentHashMap<>();

    private SourceThreads() {}

    /** The threads for the server of that address. */
    static ExecutorService of(String address) {
        return ALL.computeIfAbsent(server(address), SourceThreads::threads);
    }

    /** The host of an address, of which git knows forms that are no URI; if it has none, as much of it as tells places apart. */
    static String server(String address) {
        try {
            var host = URI.create(address).getHost();
            if (host != null) {
                return host;
            }
        } catch (IllegalArgumentException e) {
            // user@host:path
        }
        return address.replaceFirst("^[^@/]*@", "").replaceFirst("[:/].*$", "");
    }

    private static ExecutorService threads(String server) {
        var factory = new NamingThreadFactory(new DaemonThreadFactory(), "Stage Gate sources of " + server);
        var threads = new ThreadPoolExecutor(
                OF_A_SERVER, OF_A_SERVER, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
