package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagegate.model.Step;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** A step call of an action's program, in the form that programs are written to disk in. */
final class Call implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final LinkedHashMap<String, Object> arguments;
    private final @CheckForNull ArrayList<Call> body;

    private Call(String name, LinkedHashMap<String, Object> arguments, @CheckForNull ArrayList<Call> body) {
        this.name = name;
        this.arguments = arguments;
        this.body = body;
    }

    static ArrayList<Call> all(List<Step> steps) {
        var calls = new ArrayList<Call>(steps.size());
        for (Step step : steps) {
            var body = step.block() ? all(step.body()) : null;
            calls.add(new Call(step.name(), mapOf(step.arguments()), body));
        }
        return calls;
    }

    String name() {
        return name;
    }

    /** The arguments by name, the sole one under {@link Step#SOLE}; nested calls are uninstantiated describables. */
    Map<String, Object> arguments() {
        var converted = new LinkedHashMap<String, Object>();
        arguments.forEach((key, value) -> converted.put(key, describable(value)));
        return converted;
    }

    @CheckForNull
    ArrayList<Call> body() {
        return body;
    }

    private static Object describable(Object value) {
        if (value instanceof List<?> list) {
            return new ArrayList<>(list.stream().map(Call::describable).toList());
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        var converted = new LinkedHashMap<String, Object>();
        for (var entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (key.equals(Step.SYMBOL)) {
                continue;
            }
            converted.put(
                    key.equals(Step.SOLE) ? UninstantiatedDescribable.ANONYMOUS_KEY : key,
                    describable(entry.getValue()));
        }
        return map.get(Step.SYMBOL) instanceof String symbol
                ? new UninstantiatedDescribable(symbol, null, converted)
                : converted;
    }

    /** Plain collections: the unmodifiable ones of the model cannot be written by every marshaller. */
    private static Object plain(Object value) {
        if (value instanceof List<?> list) {
            var copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(plain(element)));
            return copy;
        }
        return value instanceof Map<?, ?> map ? mapOf(map) : value;
    }

    private static LinkedHashMap<String, Object> mapOf(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), plain(value)));
        return copy;
    }
}
