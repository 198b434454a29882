package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.Effect;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work that has to be done in time. A thread of its own does it, which is interrupted when the time is over, and then left alone:
 * a server may be silent for longer than anybody waits.
 */
final class LimitedWork implements ActionWork {
    private final ActionWork work;
    private final Duration limit;
    private final ActionFolders folders;
    private final String id;

    private LimitedWork(ActionWork work, Duration limit, ActionFolders folders, String id) {
        this.work = work;
        this.limit = limit;
        this.folders = folders;
        this.id = id;
    }

    /** The work within the timeout of its action; as it is if there is none. */
    static ActionWork of(ActionWork work, Effect.StartAction start, ActionFolders folders) {
        return start.action()
                .timeout()
                .<ActionWork>map(limit -> new LimitedWork(work, limit, folders, start.actionExecution()))
                .orElse(work);
    }

    @Override
    public ActionOutcome perform(boolean again) throws ActionFailedException, IOException, InterruptedException {
        var task = new FutureTask<>(() -> work.perform(again));
        var thread = new Thread(task, "action with a timeout");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            work.stop();
            var late = "It ran longer than its timeout of " + Durations.words(limit)
                    + " and was ended. Make it faster, or give the action a longer `timeout`.";
            folders.say(id, late);
            throw new ActionFailedException(ActionFailure.TIMED_OUT, late);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            task.cancel(true);
        }
    }

    /** What the work failed with. */
    private static IOException failure(Throwable cause) throws ActionFailedException, IOException {
        if (cause instanceof ActionFailedException failed) {
            throw failed;
        }
        if (cause instanceof IOException problem) {
            throw problem;
        }
        if (cause instanceof RuntimeException problem) {
            throw problem;
        }
        return new IOException(cause);
    }

    @Override
    public void tidy() throws IOException {
        work.tidy();
    }

    @Override
    public void stop() {
        work.stop();
    }
}
