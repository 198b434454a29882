package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.local.host.LocalHost;
import io.jenkins.plugins.stagegate.local.pipeline.LocalPipeline;
import io.jenkins.plugins.stagegate.local.terminal.Terminal;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What Ctrl-C does to an execution that runs at a terminal: it is stopped, with all its processes. */
final class Interruption extends Thread {
    private static final Duration BEYOND_GRACE = Duration.ofSeconds(10);

    private final LocalPipeline pipeline;
    private final Terminal terminal;
    private volatile Optional<String> execution = Optional.empty();
    private volatile boolean over;

    Interruption(LocalPipeline pipeline, Terminal terminal) {
        super("interruption");
        this.pipeline = pipeline;
        this.terminal = terminal;
    }

    /** From now on there is something to stop. */
    void about(String id) {
        execution = Optional.of(id);
    }

    /** Nothing is to be stopped any more. */
    void over() {
        over = true;
    }

    @Override
    public void run() {
        if (over || execution.isEmpty()) {
            return;
        }
        terminal.line("");
        terminal.line("Interrupted: stopping what runs.");
        try {
            pipeline.engine()
                    .submit(new Command.Stop(execution.get(), true, "Interrupted at the terminal", Program.user()));
            pipeline.awaitIdle(LocalHost.Settings.DEFAULT.grace().plus(BEYOND_GRACE));
            pipeline.close();
        } catch (CommandRefusedException | IOException e) {
            terminal.line(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
