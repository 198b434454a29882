package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.EnvVars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.actions.ArgumentsAction;

/** The arguments of a step, kept for views: secrets are replaced by their variables' names, what is large is left out. */
final class StepArguments extends ArgumentsAction {
    private final Map<String, Object> arguments;
    private final boolean unmodified;

    private StepArguments(Map<String, Object> arguments, boolean unmodified) {
        this.arguments = arguments;
        this.unmodified = unmodified;
    }

    /**
     * The arguments without secrets.
     *
     * @param secrets names of the variables whose values nobody may see
     */
    static StepArguments of(Map<String, Object> arguments, EnvVars environment, Set<String> secrets) {
        var kept = map(arguments, environment, secrets);
        return new StepArguments(kept, kept.equals(arguments));
    }

    @Override
    protected Map<String, Object> getArgumentsInternal() {
        return arguments;
    }

    @Override
    public boolean isUnmodifiedArguments() {
        return unmodified;
    }

    private static Object keep(Object value, EnvVars environment, Set<String> secrets) {
        if (isOversized(value)) {
            return NotStoredReason.OVERSIZE_VALUE;
        }
        if (value instanceof String text) {
            return mask(text, environment, secrets);
        }
        if (value instanceof List<?> list) {
            var kept = new ArrayList<>(list.size());
            list.forEach(element -> kept.add(keep(element, environment, secrets)));
            return kept;
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, environment, secrets);
        }
        if (value instanceof UninstantiatedDescribable nested) {
            return new UninstantiatedDescribable(
                    nested.getSymbol(), nested.getKlass(), map(nested.getArguments(), environment, secrets));
        }
        return value;
    }

    private static Map<String, Object> map(Map<?, ?> map, EnvVars environment, Set<String> secrets) {
        var kept = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> kept.put(String.valueOf(key), keep(value, environment, secrets)));
        return kept;
    }

    private static String mask(String text, EnvVars environment, Set<String> secrets) {
        String masked = text;
        for (String name : secrets) {
            String secret = environment.get(name, "");
            if (!secret.isEmpty()) {
                masked = masked.replace(secret, "${" + name + "}");
            }
        }
        return masked;
    }
}
