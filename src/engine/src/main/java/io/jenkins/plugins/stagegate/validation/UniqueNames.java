package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.Field;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.model.VariableDeclaration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names by which something is referred to are unique where the reference is looked up. */
final class UniqueNames implements Check {
    @Override
    public void check(Pipeline pipeline, Findings findings) {
        unique(
                "variable-twice",
                pipeline.variables().stream().map(VariableDeclaration::name).toList(),
                ElementPath.PIPELINE,
                "variables",
                findings);
        unique(
                "stage-twice",
                pipeline.stages().stream().map(Stage::name).toList(),
                ElementPath.PIPELINE,
                "stages",
                findings);
        for (int i = 0; i < pipeline.stages().size(); i++) {
            List<String> names = pipeline.stages().get(i).actions().stream()
                    .map(Action::name)
                    .toList();
            unique("action-twice", names, ElementPath.stage(i), "actions", findings);
        }
        artifacts(pipeline, findings);
        for (ActionSite site : ActionSite.of(pipeline)) {
            unique("input-twice", site.action().inputs(), site.path(), "inputs", findings);
            unique("export-twice", site.action().exports(), site.path(), "exports", findings);
            site.action().approval().ifPresent(approval -> {
                List<String> names = approval.fields().stream().map(Field::name).toList();
                unique("field-twice", names, site.path().field("approval"), "fields", findings);
            });
        }
        for (ConditionSite site : ConditionSite.of(pipeline)) {
            List<String> names =
                    site.condition().rules().stream().map(Rule::name).toList();
            unique("rule-twice", names, site.path(), "rules", findings);
        }
    }

    private static void artifacts(Pipeline pipeline, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (ActionSite site : ActionSite.of(pipeline)) {
            List<OutputArtifact> outputs = site.action().outputs();
            for (int i = 0; i < outputs.size(); i++) {
                if (!seen.add(outputs.get(i).name())) {
                    findings.add(
                            "artifact-twice",
                            site.path().item("outputs", i),
                            outputs.get(i).name());
                }
            }
        }
    }

    private static void unique(String rule, List<String> names, ElementPath owner, String list, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (!seen.add(names.get(i))) {
                findings.add(rule, owner.item(list, i), names.get(i));
            }
        }
    }
}
