package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import java.io.IOException;

/** One action under way. One thread performs it; any may stop it. */
interface ActionWork {
    /**
     * Does it.
     *
     * @param again whether it may have begun in an earlier life of this program
     */
    ActionOutcome perform(boolean again) throws ActionFailedException, IOException, InterruptedException;

    /** Forgets what it worked with, after its success is on record. Until then it may be asked to perform again. */
    void tidy() throws IOException;

    /** Ends it soon. What it gives then matters to nobody. */
    void stop();
}
