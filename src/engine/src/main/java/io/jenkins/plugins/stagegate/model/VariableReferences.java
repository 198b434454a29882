package io.jenkins.plugins.stagegate.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References of the form {@code #{namespace.key}} inside a text.
 *
 * <p>Both parts consist of {@code A-Za-z0-9@-_}, as in CodePipeline. Whatever else looks similar, such as {@code ${#array[@]}}
 * of a shell, is text.
 */
public final class VariableReferences {
    /** The namespace of the pipeline's own variables. */
    public static final String PIPELINE_NAMESPACE = "variables";
    /** The namespace of what the engine knows about the execution; it holds {@value #EXECUTION_ID} alone. */
    public static final String EXECUTION_NAMESPACE = "codepipeline";
    /** The id of the execution. */
    public static final String EXECUTION_ID = "PipelineExecutionId";

    private static final Pattern REFERENCE = Pattern.compile("#\\{([A-Za-z0-9@_-]+)\\.([A-Za-z0-9@_-]+)\\}");

    private VariableReferences() {}

    /** The references in the text, in order, repeated ones repeatedly. */
    public static List<Reference> in(String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .map(match -> new Reference(match.group(1), match.group(2)))
                .toList();
    }

    /**
     * The text with each reference replaced that has a value; the others stay as they are. A value is taken as it is: a
     * reference inside it stays text, so that nobody can reach other variables through, say, a commit message.
     */
    public static String resolve(String text, Function<Reference, Optional<String>> values) {
        return REFERENCE.matcher(text).replaceAll(match -> {
            var value = values.apply(new Reference(match.group(1), match.group(2)));
            return Matcher.quoteReplacement(value.orElse(match.group()));
        });
    }

    /** A variable as its user names it. */
    public record Reference(String namespace, String key) {
        @Override
        public String toString() {
            return "#{" + namespace + "." + key + "}";
        }
    }
}
