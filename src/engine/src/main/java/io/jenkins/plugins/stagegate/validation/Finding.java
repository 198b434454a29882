package io.jenkins.plugins.stagegate.validation;

import java.util.List;
import java.util.Optional;

/**
 * Something in a pipeline that a rule forbids.
 *
 * @param rule the key of its {@link Explanation}
 * @param path where in the pipeline
 * @param excerpt the few words of the text at that path which are meant, if not all of it
 * @param arguments what the explanation's texts mention
 */
public record Finding(String rule, ElementPath path, Optional<String> excerpt, List<String> arguments) {
    public Finding {
        arguments = List.copyOf(arguments);
    }

    /** What is wrong, what is expected instead, and how to mend it. */
    public Explanation explanation() {
        return Explanation.of(rule, arguments.toArray());
    }
}
