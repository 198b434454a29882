package io.jenkins.plugins.stagegate.model;

import java.util.List;
import java.util.Map;

/**
 * A call of a Pipeline step with literal arguments.
 *
 * <p>An argument is what JSON can say: text, number, truth value, list, map. A nested call such as {@code
 * scmGit(branches: [...])} is a map whose key {@value #SYMBOL} holds the symbol.
 *
 * @param name the step's function name, such as {@code sh}
 * @param arguments by name; the one argument of {@code sh 'make'} stands under {@value #SOLE}
 * @param body the steps inside the braces of a block step
 * @param block whether there were braces, even empty ones
 */
public record Step(String name, Map<String, Object> arguments, List<Step> body, boolean block) {
    /** The name of an argument that was given without a name. */
    public static final String SOLE = "$sole";
    /** The key under which a nested call keeps its name. */
    public static final String SYMBOL = "$symbol";

    public Step {
        arguments = Ordered.copyOf(arguments);
        body = List.copyOf(body);
    }
}
