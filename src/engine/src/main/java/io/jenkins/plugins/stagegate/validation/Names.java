package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Pipeline;
import java.util.List;

/** Every name has the form that its kind of thing demands. */
final class Names implements Check {
    @Override
    public void check(Pipeline pipeline, Findings findings) {
        for (int i = 0; i < pipeline.stages().size(); i++) {
            String name = pipeline.stages().get(i).name();
            name(NameForm.ELEMENT, "a stage", name, ElementPath.stage(i), findings);
        }
        for (int i = 0; i < pipeline.variables().size(); i++) {
            String name = pipeline.variables().get(i).name();
            name(NameForm.VARIABLE, "a variable", name, ElementPath.PIPELINE.item("variables", i), findings);
        }
        for (ActionSite site : ActionSite.of(pipeline)) {
            action(site.action(), site.path(), findings);
        }
        for (ConditionSite site : ConditionSite.of(pipeline)) {
            for (int i = 0; i < site.condition().rules().size(); i++) {
                String name = site.condition().rules().get(i).name();
                name(
                        NameForm.ELEMENT,
                        "a rule",
                        name,
                        site.path().item("rules", i).field("name"),
                        findings);
                String provider = site.condition().rules().get(i).provider();
                name(NameForm.PROVIDER, "a provider", provider, site.path().item("rules", i), findings);
            }
        }
    }

    private static void action(Action action, ElementPath path, Findings findings) {
        name(NameForm.ELEMENT, "an action", action.name(), path, findings);
        name(NameForm.PROVIDER, "a provider", action.type().provider(), path.field("type"), findings);
        name(NameForm.VERSION, "a version", action.type().version(), path.field("type"), findings);
        for (int i = 0; i < action.outputs().size(); i++) {
            name(NameForm.ARTIFACT, "an artifact", action.outputs().get(i).name(), path.item("outputs", i), findings);
        }
        names(NameForm.ENVIRONMENT, "an exported variable", action.exports(), path, "exports", findings);
        action.namespace()
                .ifPresent(name -> name(NameForm.NAMESPACE, "a namespace", name, path.field("namespace"), findings));
        action.environment()
                .keySet()
                .forEach(name -> name(
                        NameForm.ENVIRONMENT,
                        "an environment variable",
                        name,
                        path.entry("environment", name),
                        findings));
        action.approval().ifPresent(approval -> {
            for (int i = 0; i < approval.fields().size(); i++) {
                ElementPath field = path.field("approval").item("fields", i);
                name(NameForm.VARIABLE, "a field", approval.fields().get(i).name(), field, findings);
            }
        });
    }

    private static void names(
            NameForm form, String what, List<String> names, ElementPath owner, String list, Findings findings) {
        for (int i = 0; i < names.size(); i++) {
            name(form, what, names.get(i), owner.item(list, i), findings);
        }
    }

    private static void name(NameForm form, String what, String name, ElementPath path, Findings findings) {
        if (!form.fits(name)) {
            findings.add("name-invalid", path, name, what, form.expected, form.suggestion(name));
        }
    }
}
