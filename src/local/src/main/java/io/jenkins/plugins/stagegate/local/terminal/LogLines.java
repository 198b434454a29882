package io.jenkins.plugins.stagegate.local.terminal;

import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.local.host.ActionFolders;
import io.jenkins.plugins.stagegate.local.host.Watcher;
import io.jenkins.plugins.stagegate.local.process.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;

/** Writes what actions write, as they write it, each line with the action's name in front. */
public final class LogLines implements Watcher, Closeable {
    private static final long LOOK_EVERY_MILLIS = 100;

    private final Terminal terminal;
    private final ActionFolders folders;
    private final Map<String, Tail> tails = new LinkedHashMap<>();
    private final Timer timer = new Timer("logs", true);

    public LogLines(Terminal terminal, ActionFolders folders) {
        this.terminal = terminal;
        this.folders = folders;
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        look();
                    }
                },
                LOOK_EVERY_MILLIS,
                LOOK_EVERY_MILLIS);
    }

    /** Shows what actions write that run already, from the beginning of their logs. */
    public synchronized void adopt(Execution execution) {
        execution.stages().values().stream()
                .flatMap(stage -> stage.actions().stream())
                .filter(run -> run.status() == ActionStatus.IN_PROGRESS
                        && run.approval().isEmpty())
                .forEach(run -> tails.put(run.id(), new Tail(run.action(), folders.log(run.id()))));
    }

    @Override
    public synchronized void happened(Recorded recorded, PipelineState after) {
        if (recorded.event() instanceof Event.ActionStarted event
                && event.approval().isEmpty()) {
            tails.put(event.actionExecution(), new Tail(event.action(), folders.log(event.actionExecution())));
        } else if (recorded.event() instanceof Event.ActionSucceeded event) {
            end(event.actionExecution());
        } else if (recorded.event() instanceof Event.ActionFailed event) {
            end(event.actionExecution());
        }
    }

    private void end(String actionExecution) {
        var tail = tails.remove(actionExecution);
        if (tail != null) {
            tail.look();
            tail.finish();
        }
    }

    private synchronized void look() {
        tails.values().forEach(Tail::look);
    }

    @Override
    public synchronized void close() {
        timer.cancel();
        tails.values().forEach(Tail::look);
    }

    /** One log, as far as it is shown. */
    private final class Tail {
        private final String prefix;
        private final Path log;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private long position;

        Tail(String action, Path log) {
            this.prefix = "           " + action + " | ";
            this.log = log;
        }

        void look() {
            if (!Files.isRegularFile(log)) {
                return;
            }
            try (var file = new RandomAccessFile(log.toFile(), "r")) {
                file.seek(position);
                var chunk = new byte[8192];
                for (int count = file.read(chunk); count > 0; count = file.read(chunk)) {
                    position += count;
                    show(chunk, count);
                }
            } catch (IOException e) {
                terminal.line(prefix + "(the log cannot be read: " + e.getMessage() + ")");
            }
        }

        private void show(byte[] chunk, int count) {
            for (int i = 0; i < count; i++) {
                if (chunk[i] == '\n') {
                    finish();
                } else {
                    line.write(chunk[i]);
                }
            }
        }

        void finish() {
            if (line.size() > 0) {
                terminal.line(terminal.dim(prefix) + Secrets.OURS.mask(line.toString(StandardCharsets.UTF_8)));
                line.reset();
            }
        }
    }
}
