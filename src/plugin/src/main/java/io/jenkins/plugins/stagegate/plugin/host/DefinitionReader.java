package io.jenkins.plugins.stagegate.plugin.host;

import hudson.AbortException;
import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.ProblemText;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionText;
import java.util.stream.Collectors;

/** Reads definitions, or says what is wrong with them. */
public final class DefinitionReader {
    private DefinitionReader() {}

    /**
     * Reads a definition whole.
     *
     * @throws AbortException if it has problems; the message shows each of them with its line and carets
     */
    public static Pipeline read(DefinitionText definition) throws AbortException {
        var reading = Definition.read(definition.fileName(), definition.text());
        if (reading instanceof Reading.Refused refused) {
            throw new AbortException(refused.problems().stream()
                    .map(problem -> ProblemText.render(problem, definition.text()))
                    .collect(Collectors.joining("\n")));
        }
        return ((Reading.Read) reading).pipeline();
    }
}
