package io.jenkins.plugins.stagegate.local.account;

import io.jenkins.plugins.stagegate.local.pipeline.LocalPipeline;
import io.jenkins.plugins.stagegate.local.pipeline.StateFolder;
import java.io.IOException;

/** Opens pipelines so that they are performed and shown, and lets them go again. */
public interface Opener {
    /** Opens the pipeline of that place, and makes it known. */
    LocalPipeline open(StateFolder.Place place) throws IOException;

    /** Lets go of a pipeline that {@link #open} gave. */
    void close(LocalPipeline pipeline) throws IOException;
}
