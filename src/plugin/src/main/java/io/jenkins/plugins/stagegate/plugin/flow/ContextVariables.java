package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.DynamicContext;

/** What the blocks around a step have put into its context, the innermost first. */
final class ContextVariables implements Serializable {
    private static final long serialVersionUID = 1L;
    /** The questions that this thread is asking dynamic contexts, so that one which asks the same again gets no loop. */
    private static final ThreadLocal<Set<Question>> ASKING = ThreadLocal.withInitial(HashSet::new);

    private final ArrayList<Object> values;
    private final @CheckForNull ContextVariables outer;

    private ContextVariables(Collection<?> values, @CheckForNull ContextVariables outer) {
        this.values = new ArrayList<>(values);
        this.outer = outer;
    }

    /** The variables outside of all blocks. */
    static ContextVariables none() {
        return new ContextVariables(List.of(), null);
    }

    /** These variables with some more in front. */
    ContextVariables with(Collection<?> more) {
        return more.isEmpty() ? this : new ContextVariables(more, this);
    }

    /**
     * Finds a variable: a block's own value, else what an extension knows in this place, else the same further out.
     *
     * @param node where it is asked for
     */
    @CheckForNull
    <T> T get(Class<T> key, ReleaseFlowExecution execution, FlowNode node) throws IOException, InterruptedException {
        for (Object value : values) {
            if (key.isInstance(value)) {
                return key.cast(value);
            }
        }
        T dynamic = askExtensions(key, new NodeContext(execution, node, this));
        if (dynamic != null) {
            return dynamic;
        }
        return outer != null ? outer.get(key, execution, node) : null;
    }

    private static @CheckForNull <T> T askExtensions(Class<T> key, DynamicContext.DelegatedContext here)
            throws IOException, InterruptedException {
        for (DynamicContext extension : ExtensionList.lookup(DynamicContext.class)) {
            var question = new Question(extension, key);
            if (ASKING.get().add(question)) {
                try {
                    T answer = extension.get(key, here);
                    if (answer != null) {
                        return answer;
                    }
                } finally {
                    ASKING.get().remove(question);
                }
            }
        }
        return null;
    }

    private record Question(DynamicContext extension, Class<?> key) {}
}
