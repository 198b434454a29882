package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.TaskListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * A step call whose step is found: by function name, or by the symbol of what a metastep such as {@code step} runs.
 *
 * @param arguments by name, ready for {@link DescribableModel}
 */
record StepResolver(StepDescriptor descriptor, Map<String, Object> arguments) {

    /**
     * Finds the step of a call.
     *
     * @throws AbortException if there is none, if there are several, or if braces are missing or too many
     */
    static StepResolver resolve(Call call) throws AbortException {
        StepDescriptor step = StepDescriptor.byFunctionName(call.name());
        var resolved = step != null ? direct(step, call) : throughMetastep(call);
        if (call.body() == null && resolved.descriptor.takesImplicitBlockArgument()) {
            throw new AbortException(Messages.StepResolver_blockMissing(call.name()));
        }
        if (call.body() != null && !resolved.descriptor.takesImplicitBlockArgument()) {
            throw new AbortException(Messages.StepResolver_noBlock(call.name()));
        }
        return resolved;
    }

    Step instantiate(TaskListener listener) throws Exception {
        if (Util.isOverridden(StepDescriptor.class, descriptor.getClass(), "newInstance", Map.class)) {
            return fromMap();
        }
        return (Step) DescribableModel.of(descriptor.clazz).instantiate(arguments, listener);
    }

    @SuppressWarnings("deprecation") // steps that still make themselves from a map have no other way
    private Step fromMap() throws Exception {
        return descriptor.newInstance(arguments);
    }

    private static StepResolver direct(StepDescriptor step, Call call) throws AbortException {
        var arguments = call.arguments();
        if (arguments.containsKey(io.jenkins.plugins.stagegate.model.Step.SOLE)) {
            var model = DescribableModel.of(step.clazz);
            Object sole = arguments.remove(io.jenkins.plugins.stagegate.model.Step.SOLE);
            arguments.put(soleParameter(model, call), sole);
        }
        return new StepResolver(step, arguments);
    }

    private static String soleParameter(DescribableModel<?> model, Call call) throws AbortException {
        var required = model.getSoleRequiredParameter();
        if (required != null) {
            return required.getName();
        }
        if (model.getParameters().size() == 1) {
            return model.getParameters().iterator().next().getName();
        }
        throw new AbortException(Messages.StepResolver_needsNames(
                call.name(),
                model.getParameters().stream()
                        .map(DescribableParameter::getName)
                        .collect(Collectors.joining(", "))));
    }

    private static StepResolver throughMetastep(Call call) throws AbortException {
        List<StepDescriptor> metasteps = StepDescriptor.metaStepsOf(call.name());
        if (metasteps.isEmpty()) {
            throw new AbortException(Messages.StepResolver_unknown(call.name()));
        }
        if (metasteps.size() > 1) {
            throw new AbortException(Messages.StepResolver_ambiguous(
                    call.name(),
                    metasteps.stream()
                            .map(metastep -> metastep.getFunctionName() + "(" + call.name() + "(…))")
                            .collect(Collectors.joining(Messages.StepResolver_or() + " "))));
        }
        return throughMetastep(metasteps.get(0), call);
    }

    private static StepResolver throughMetastep(StepDescriptor metastep, Call call) throws AbortException {
        var outer = DescribableModel.of(metastep.clazz);
        var inner = DescribableModel.of(described(metastep, call.name()).clazz);
        var forStep = new LinkedHashMap<String, Object>();
        var forDelegate = new LinkedHashMap<String, Object>();
        call.arguments().forEach((name, value) -> {
            if (name.equals(io.jenkins.plugins.stagegate.model.Step.SOLE)) {
                forDelegate.put(UninstantiatedDescribable.ANONYMOUS_KEY, value);
            } else {
                (belongsToMetastep(name, outer, inner) ? forStep : forDelegate).put(name, value);
            }
        });
        var delegate = outer.getFirstRequiredParameter();
        if (delegate == null) {
            throw new AbortException(Messages.StepResolver_cannotRun(metastep.getFunctionName(), call.name()));
        }
        forStep.put(delegate.getName(), new UninstantiatedDescribable(call.name(), null, forDelegate));
        return new StepResolver(metastep, forStep);
    }

    /** A name that both know belongs to whoever requires it, and to the metastep if nobody does. */
    private static boolean belongsToMetastep(String name, DescribableModel<?> outer, DescribableModel<?> inner) {
        var ours = outer.getParameter(name);
        var theirs = inner.getParameter(name);
        return ours != null && (ours.isRequired() || theirs == null || !theirs.isRequired());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Descriptor<?> described(StepDescriptor metastep, String symbol) {
        return SymbolLookup.get().findDescriptor((Class) metastep.getMetaStepArgumentType(), symbol);
    }
}
