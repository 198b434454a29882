package io.jenkins.plugins.stagegate.plugin.steps;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import io.jenkins.plugins.stagegate.model.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.ParameterType;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The steps that authors can write: those with a name of their own, and what a metastep such as {@code step} runs. */
final class InstalledSteps {
    private static final String OURS = "io.jenkins.plugins.stagegate.";

    private InstalledSteps() {}

    /** A step, by the name that authors call it. */
    record Installed(StepDescriptor descriptor, Set<String> arguments, boolean checkable) {
        /** The type of an argument of the step itself, or of the one that has no name. */
        Optional<ParameterType> type(String name) {
            var model = DescribableModel.of(descriptor.clazz);
            var parameter = name.equals(Step.SOLE) ? model.getFirstRequiredParameter() : model.getParameter(name);
            return Optional.ofNullable(parameter).map(DescribableParameter::getType);
        }

        /** Whether one value without a name can be for nothing but one argument. */
        boolean takesSoleValue() {
            var model = DescribableModel.of(descriptor.clazz);
            return model.getSoleRequiredParameter() != null
                    || model.getParameters().size() == 1;
        }
    }

    /** The step of that name; nothing if no plugin brings it. */
    static Optional<Installed> find(String name) {
        var direct = StepDescriptor.byFunctionName(name);
        if (direct != null) {
            return ours(direct) ? Optional.empty() : Optional.of(installed(direct, Set.of()));
        }
        var metasteps = StepDescriptor.metaStepsOf(name);
        return metasteps.stream()
                .findFirst()
                .map(metastep -> installed(metastep, argumentsOf(described(metastep, name).clazz)));
    }

    /** Those that perform our own actions are not for authors. */
    private static boolean ours(StepDescriptor step) {
        return step.clazz.getName().startsWith(OURS);
    }

    /** Steps that make themselves from a map may know arguments that their class does not show. */
    private static Installed installed(StepDescriptor step, Set<String> more) {
        var arguments = new TreeSet<>(argumentsOf(step.clazz));
        arguments.addAll(more);
        boolean fromMap =
                hudson.Util.isOverridden(StepDescriptor.class, step.getClass(), "newInstance", java.util.Map.class);
        return new Installed(step, arguments, !fromMap);
    }

    private static Set<String> argumentsOf(Class<?> type) {
        var names = new LinkedHashSet<String>();
        for (DescribableParameter parameter : DescribableModel.of(type).getParameters()) {
            names.add(parameter.getName());
        }
        return names;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Descriptor<?> described(StepDescriptor metastep, String symbol) {
        return SymbolLookup.get().findDescriptor((Class) metastep.getMetaStepArgumentType(), symbol);
    }

    /** The names of all steps. */
    static Set<String> names() {
        var names = new TreeSet<String>();
        for (StepDescriptor step : StepDescriptor.all()) {
            if (!ours(step)) {
                names.add(step.getFunctionName());
            }
        }
        var run = new ArrayList<Class<?>>();
        StepDescriptor.allMeta().forEach(metastep -> run.add(metastep.getMetaStepArgumentType()));
        for (Descriptor<?> descriptor : ExtensionList.lookup(Descriptor.class)) {
            if (run.stream().anyMatch(type -> type.isAssignableFrom(descriptor.clazz))) {
                names.addAll(SymbolLookup.getSymbolValue(descriptor));
            }
        }
        return names;
    }
}
