package io.jenkins.plugins.stagegate.bench;

import java.io.Closeable;

/** Something that carries releases from their start to their end, each step kept before the next one begins. */
interface Releases extends Closeable {
    /** Carries one through. */
    void pass() throws Exception;

    /** Whatever was written so far is on the disk when this returns. */
    void flush() throws Exception;
}
