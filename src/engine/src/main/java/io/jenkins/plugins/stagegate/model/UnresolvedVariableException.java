package io.jenkins.plugins.stagegate.model;

import java.util.List;
import java.util.stream.Collectors;

/** Says that a text refers to variables that have no value. */
public class UnresolvedVariableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<VariableReferences.Reference> references;

    /** Names the references without a value. */
    public UnresolvedVariableException(List<VariableReferences.Reference> references) {
        super("No value for "
                + references.stream()
                        .distinct()
                        .map(VariableReferences.Reference::toString)
                        .collect(Collectors.joining(", ")));
        this.references = List.copyOf(references);
    }

    /** The references without a value; empty after deserialization. */
    public List<VariableReferences.Reference> references() {
        return references == null ? List.of() : references;
    }
}
