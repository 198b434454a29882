package io.jenkins.plugins.stagegate.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The references {@code #{namespace.key}} in a text: CodePipeline's syntax for variables. */
public final class VariableReferences {
    /** The namespace of the pipeline's own variables. */
    public static final String PIPELINE_NAMESPACE = "variables";
    /** The namespace of what the engine knows about the execution; it holds {@value #EXECUTION_ID} alone. */
    public static final String EXECUTION_NAMESPACE = "codepipeline";
    /** The id of the execution. */
    public static final String EXECUTION_ID = "PipelineExecutionId";

    private static final Pattern REFERENCE = Pattern.compile("#\\{([A-Za-z0-9@_-]+)\\.([A-Za-z0-9@_-]+)}");

    private VariableReferences() {}

    /** One reference. Names are case-sensitive. */
    public record Reference(String namespace, String key) {
        @Override
        public String toString() {
            return "#{" + namespace + "." + key + "}";
        }
    }

    /** The references in the text, in order, repeats included. */
    public static List<Reference> in(String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .map(found -> new Reference(found.group(1), found.group(2)))
                .toList();
    }

    /** The text with every reference replaced for which there is a value; the others stay as they are. */
    public static String resolve(String text, Function<Reference, Optional<String>> lookup) {
        return REFERENCE.matcher(text).replaceAll(found -> {
            var value = lookup.apply(new Reference(found.group(1), found.group(2)));
            return Matcher.quoteReplacement(value.orElse(found.group()));
        });
    }
}
