package io.jenkins.plugins.stagegate.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process with all that it started, directly or not: its descendants, and what shares its process group although its parent
 * is gone.
 */
final class ProcessTree {
    private final ProcessHandle root;
    private final Set<ProcessHandle> members = new LinkedHashSet<>();

    ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /**
     * Asks all to end, and kills those who have not done so after the grace.
     *
     * @return whether any had to be killed
     */
    boolean end(Duration grace) throws IOException, InterruptedException {
        look();
        members.forEach(ProcessHandle::destroy);
        signalGroup("TERM");
        if (gone(grace)) {
            return false;
        }
        look();
        members.forEach(ProcessHandle::destroyForcibly);
        signalGroup("KILL");
        gone(grace);
        return true;
    }

    private void look() {
        // Descendants first: the root outlives them, and writes down how they ended.
        root.descendants().forEach(members::add);
        members.add(root);
    }

    private boolean gone(Duration patience) throws InterruptedException {
        var all = members.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for the end of a process cannot fail", e);
        }
    }

    /** Java knows no process groups. If the root leads none, there is no group of that number, and nothing happens. */
    private void signalGroup(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -s " + signal + " -- -" + root.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
