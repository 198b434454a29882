package io.jenkins.plugins.stagegate.plugin.steps;

import hudson.model.Descriptor;
import io.jenkins.plugins.stagegate.model.Step;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.ArrayType;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.HeterogeneousObjectType;
import org.jenkinsci.plugins.structs.describable.ParameterType;

/** Calls in the arguments of a step, such as the bindings of {@code withCredentials}. */
final class NestedCalls {
    private NestedCalls() {}

    /** A call that nobody knows, and those that stand there rightly. */
    record Unknown(String symbol, Collection<String> known) {}

    /** The unknown calls in a value of that type. */
    static Stream<Unknown> unknown(ParameterType type, Object value) {
        if (type instanceof ArrayType array && value instanceof List<?> list) {
            return list.stream().flatMap(element -> unknown(array.getElementType(), element));
        }
        return type instanceof HeterogeneousObjectType several
                        && value instanceof Map<?, ?> call
                        && call.get(Step.SYMBOL) instanceof String symbol
                ? unknown(several, symbol, call)
                : Stream.empty();
    }

    private static Stream<Unknown> unknown(HeterogeneousObjectType type, String symbol, Map<?, ?> call) {
        var found = described(type.getType(), symbol);
        if (found.isEmpty()) {
            return Stream.of(new Unknown(symbol, symbols(type)));
        }
        return DescribableModel.of(found.get().clazz).getParameters().stream()
                .filter(parameter -> call.containsKey(parameter.getName()))
                .flatMap(parameter -> unknown(parameter.getType(), call.get(parameter.getName())));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Optional<Descriptor<?>> described(Class<?> base, String symbol) {
        return Optional.ofNullable(SymbolLookup.get().findDescriptor((Class) base, symbol));
    }

    private static Collection<String> symbols(HeterogeneousObjectType type) {
        var symbols = new TreeSet<String>();
        type.getTypes().values().forEach(model -> symbols.addAll(SymbolLookup.getSymbolValue(model.getType())));
        return symbols;
    }
}
