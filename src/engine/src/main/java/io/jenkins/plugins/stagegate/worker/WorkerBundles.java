package io.jenkins.plugins.stagegate.worker;

import io.jenkins.plugins.stagegate.model.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Where a host keeps the artifacts that workers fetch and hand over. May be used by any thread. */
public interface WorkerBundles {
    /**
     * Opens an artifact that the job's action takes in.
     *
     * @throws IOException if it is gone; the message says why
     */
    InputStream open(JobRequest job, Artifact input) throws IOException;

    /**
     * Keeps an artifact that the job's action puts out. It survives a crash, and takes the place of one with the same name that
     * was handed over before.
     *
     * @param name one of the action's output artifacts
     */
    Artifact put(JobRequest job, String name, InputStream content) throws IOException;

    /** What was handed over for the job's action so far. */
    List<Artifact> handedOver(JobRequest job) throws IOException;
}
