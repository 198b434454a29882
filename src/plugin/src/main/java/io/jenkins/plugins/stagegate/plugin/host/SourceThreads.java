package io.jenkins.plugins.stagegate.plugin.host;

import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
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

    private static final int IDLE_SECONDS = 10;

    private static final Map<String, ThreadPoolExecutor> BY_SERVER = new ConcurrentHashMap<>();

    private SourceThreads() {}

    /** Does something with the server of that address, in its turn. */
    static Future<?> submit(String address, Runnable work) {
        forgetIdle();
        var promised = new FutureTask<>(work, null);
        BY_SERVER.compute(server(address), (server, known) -> {
            var threads = known == null ? threads(server) : known;
            threads.execute(promised);
            return threads;
        });
        return promised;
    }

    /** Those whose threads have ended: anybody's definition may name any server. */
    private static void forgetIdle() {
        for (String server : BY_SERVER.keySet()) {
            BY_SERVER.computeIfPresent(server, (any, threads) -> threads.getPoolSize() == 0 ? null : threads);
        }
    }

    /** How many servers are known. */
    static int servers() {
        return BY_SERVER.size();
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

    private static ThreadPoolExecutor threads(String server) {
        var factory = new NamingThreadFactory(new DaemonThreadFactory(), "Stage Gate sources of " + server);
        var threads = new ThreadPoolExecutor(
                OF_A_SERVER, OF_A_SERVER, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
