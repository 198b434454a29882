package io.jenkins.plugins.stagegate.local.desk;

import io.jenkins.plugins.stagegate.local.UserException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;

/** The way to a pipeline, whoever has it open. */
public interface Door extends Closeable {
    /** See {@link Desk#read}. */
    Answer read(String path, Map<String, String> query) throws UserException, IOException;

    /** See {@link Desk#change}. */
    Answer change(String path, String body) throws UserException, IOException;

    /** Whether somebody performs what is decided here, right now. */
    boolean performed();
}
