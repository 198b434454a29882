package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.BulkChange;
import hudson.model.Saveable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;

/**
 * The build's own file, saved now and then: steps and listeners change a build without saving it, and to write it whole at each
 * of them is most of what a step would cost. Used on the run's lane only.
 */
final class BuildFile {
    private static final long PAUSE_MILLIS = 1000;

    private final Saveable build;
    private final Lane lane;
    private boolean saved;
    private long savedAt;
    private boolean planned;

    BuildFile(Saveable build, Lane lane) {
        this.build = build;
        this.lane = lane;
    }

    /** Does what may change the build, or want to save it, and saves it after that: at once, or soon if that has just been done. */
    void change(Runnable work) throws IOException {
        try (var once = new BulkChange(build)) {
            work.run();
            if (isFresh()) {
                plan();
            } else {
                once.commit();
                note();
            }
        }
    }

    private boolean isFresh() {
        return saved && System.nanoTime() - savedAt < TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
    }

    private void plan() {
        if (!planned) {
            planned = true;
            Timer.get().schedule(() -> lane.execute(this::save), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void save() {
        planned = false;
        try {
            build.save();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        note();
    }

    private void note() {
        saved = true;
        savedAt = System.nanoTime();
    }
}
