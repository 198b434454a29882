package io.jenkins.plugins.stagegate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** The release on Stage Gate. */
record StageGateReleases(Durable pipeline) implements Releases {
    static StageGateReleases open(Path folder) throws Exception {
        return new StageGateReleases(Durable.open(folder));
    }

    @Override
    public void pass() throws Exception {
        Release.pass(pipeline, UUID.randomUUID().toString());
    }

    @Override
    public void flush() {
        // Every step is on the disk already.
    }

    @Override
    public void close() throws IOException {
        pipeline.close();
    }
}
