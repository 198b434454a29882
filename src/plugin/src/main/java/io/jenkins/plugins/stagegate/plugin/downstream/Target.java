package io.jenkins.plugins.stagegate.plugin.downstream;

import hudson.model.Item;
import hudson.model.Items;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Run;
import hudson.model.SimpleParameterDefinition;
import hudson.security.AccessDeniedException3;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.plugin.host.ActionException;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;

/** The job that an action is to start, and what it gets. */
record Target(Job<?, ?> job, List<ParameterValue> parameters) {
    /**
     * Finds the job as the current user sees it, from the folder of the build that asks.
     *
     * @throws ActionException if there is none, if the user may not start it, or if it does not take the parameters
     */
    static Target of(Run<?, ?> upstream, Map<String, String> settings) throws ActionException {
        var job = job(upstream, settings.getOrDefault(JobProvider.JOB, ""));
        if (!job.hasPermission(Item.BUILD)) {
            throw new ActionException(
                    ActionFailure.PERMISSION,
                    Messages.Target_forbidden(
                            Jenkins.getAuthentication2().getName(),
                            job.getFullName(),
                            upstream.getParent().getFullName()));
        }
        if (!((ParameterizedJobMixIn.ParameterizedJob<?, ?>) job).isBuildable()) {
            throw new ActionException(ActionFailure.CONFIGURATION, Messages.Target_disabled(job.getFullName()));
        }
        return new Target(job, parameters(job, given(settings)));
    }

    private static Job<?, ?> job(Run<?, ?> upstream, String name) throws ActionException {
        var group = upstream.getParent().getParent();
        Item item;
        try {
            item = Jenkins.get().getItem(name, upstream.getParent(), Item.class);
        } catch (AccessDeniedException3 e) {
            throw new ActionException(ActionFailure.PERMISSION, e.getMessage());
        }
        if (item == null) {
            var known = Items.allItems2(Jenkins.getAuthentication2(), Jenkins.get(), Job.class)
                    .iterator();
            var names = new ArrayList<String>();
            known.forEachRemaining(one -> {
                names.add(one.getFullName());
                names.add(Optional.ofNullable(one.getRelativeNameFrom(group)).orElse(one.getName()));
            });
            throw new ActionException(
                    ActionFailure.CONFIGURATION,
                    Messages.Target_unknown(name, place(upstream), Nearest.suggestion(name, names))
                            .strip());
        }
        if (item.equals(upstream.getParent())) {
            throw new ActionException(ActionFailure.CONFIGURATION, Messages.Target_itself(name));
        }
        if (item instanceof Job<?, ?> job && item instanceof ParameterizedJobMixIn.ParameterizedJob) {
            return job;
        }
        throw new ActionException(ActionFailure.CONFIGURATION, Messages.Target_noJob(name));
    }

    private static String place(Run<?, ?> upstream) {
        var folder = upstream.getParent().getParent().getFullName();
        return folder.isEmpty() ? Messages.Target_top() : folder;
    }

    private static Map<String, String> given(Map<String, String> settings) {
        var given = new LinkedHashMap<String, String>();
        settings.forEach((key, value) -> {
            if (key.startsWith(ActionType.PARAMETER_PREFIX)) {
                given.put(key.substring(ActionType.PARAMETER_PREFIX.length()), value);
            }
        });
        return given;
    }

    private static List<ParameterValue> parameters(Job<?, ?> job, Map<String, String> given) throws ActionException {
        var property = job.getProperty(ParametersDefinitionProperty.class);
        var names = property == null ? List.<String>of() : property.getParameterDefinitionNames();
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                throw new ActionException(
                        ActionFailure.CONFIGURATION,
                        names.isEmpty()
                                ? Messages.Target_noParameters(job.getFullName(), name)
                                : Messages.Target_unknownParameter(
                                                job.getFullName(),
                                                name,
                                                String.join(", ", names),
                                                Nearest.suggestion(name, names))
                                        .strip());
            }
        }
        var values = new ArrayList<ParameterValue>();
        if (property != null) {
            for (ParameterDefinition definition : property.getParameterDefinitions()) {
                value(job, definition, given.get(definition.getName())).ifPresent(values::add);
            }
        }
        return values;
    }

    /** What is given, or else the default. */
    private static Optional<ParameterValue> value(Job<?, ?> job, ParameterDefinition definition, String given)
            throws ActionException {
        if (given == null) {
            return Optional.ofNullable(definition.getDefaultParameterValue());
        }
        if (!(definition instanceof SimpleParameterDefinition simple)) {
            throw new ActionException(
                    ActionFailure.CONFIGURATION,
                    Messages.Target_notText(
                            job.getFullName(),
                            definition.getName(),
                            definition.getDescriptor().getDisplayName()));
        }
        try {
            var value = simple.createValue(given);
            if (definition.isValid(value)) {
                return Optional.of(value);
            }
        } catch (IllegalArgumentException e) {
            throw new ActionException(
                    ActionFailure.CONFIGURATION,
                    Messages.Target_invalid(job.getFullName(), definition.getName(), given, e.getMessage()));
        }
        throw new ActionException(
                ActionFailure.CONFIGURATION,
                Messages.Target_invalid(job.getFullName(), definition.getName(), given, "")
                        .strip());
    }
}
