package io.jenkins.plugins.stagegate.local.desk;

import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.journal.JournalLockedException;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.pipeline.LocalPipeline;
import io.jenkins.plugins.stagegate.local.pipeline.StateFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Finds the way to a pipeline: opens it, or talks to the process that has it open. */
public final class Doors {
    /** A holder that has just begun needs a moment until it can be talked to. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Doors() {}

    /** Opens the way. */
    public static Door open(StateFolder.Place place, Actor by) throws UserException, IOException, InterruptedException {
        var until = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return new OpenedDoor(LocalPipeline.open(place), by);
            } catch (JournalLockedException locked) {
                var holder = place.holder().read();
                if (holder.isPresent() && RemoteDoor.answers(holder.get())) {
                    return new RemoteDoor(holder.get());
                }
                if (Instant.now().isAfter(until)) {
                    throw UserException.failure(
                            locked.getMessage() + " It does not answer; look whether that process is well.");
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    /** Ours: nobody else had the pipeline open. */
    private record OpenedDoor(LocalPipeline pipeline, Desk desk, Actor by) implements Door {
        OpenedDoor(LocalPipeline pipeline, Actor by) {
            this(pipeline, new Desk(pipeline.engine(), Desk.Refresh.NONE), by);
        }

        @Override
        public Answer read(String path, Map<String, String> query) {
            return desk.read(path, query, by);
        }

        @Override
        public Answer change(String path, String body) {
            return desk.change(path, body, by);
        }

        @Override
        public boolean performed() {
            return false;
        }

        @Override
        public void close() throws IOException {
            pipeline.close();
        }
    }
}
