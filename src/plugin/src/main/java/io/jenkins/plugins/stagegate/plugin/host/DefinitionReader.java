package io.jenkins.plugins.stagegate.plugin.host;

import hudson.AbortException;
import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionText;

/** Reads definitions, or says what is wrong with them. */
public final class DefinitionReader {
    private DefinitionReader() {}

    /**
     * Reads a definition whole.
     *
     * @throws AbortException if it has problems; the message shows each of them with its line and carets
     */
    public static Pipeline read(DefinitionText definition) throws AbortException {
        var read = Definition.read(definition.fileName(), definition.text());
        return read.pipeline().orElseThrow(() -> new AbortException(read.problems()));
    }
}
