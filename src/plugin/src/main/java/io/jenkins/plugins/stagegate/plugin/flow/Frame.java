package io.jenkins.plugins.stagegate.plugin.flow;

import java.io.IOException;
import java.io.Serializable;

/** A level of a fiber's stack. Used on the run's lane only, unless a method says otherwise. */
abstract sealed class Frame implements Serializable permits Block, StepFrame {
    private static final long serialVersionUID = 1L;

    /**
     * Goes on as far as this frame alone can.
     *
     * @return false if it must wait for something; true if the top of the stack is to be looked at again
     */
    abstract boolean advance(Fiber fiber) throws IOException;

    /** Makes what is not written to disk again, after a restart. */
    void resume(Fiber fiber) {}
}
