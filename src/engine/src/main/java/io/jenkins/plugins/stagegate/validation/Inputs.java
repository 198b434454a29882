package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an action or a rule takes in has been put out by an action that is certain to be done. */
final class Inputs implements Check {
    @Override
    public void check(Pipeline pipeline, Findings findings) {
        Map<String, ActionSite> producers = producers(pipeline);
        for (ActionSite site : ActionSite.of(pipeline)) {
            inputs(site.action().inputs(), site.path(), site.moment(), producers, findings);
        }
        for (ConditionSite site : ConditionSite.of(pipeline)) {
            for (int i = 0; i < site.condition().rules().size(); i++) {
                List<String> inputs = site.condition().rules().get(i).inputs();
                inputs(inputs, site.path().item("rules", i), site.moment(), producers, findings);
            }
        }
    }

    private static Map<String, ActionSite> producers(Pipeline pipeline) {
        Map<String, ActionSite> producers = new HashMap<>();
        for (ActionSite site : ActionSite.of(pipeline)) {
            for (OutputArtifact output : site.action().outputs()) {
                producers.putIfAbsent(output.name(), site);
            }
        }
        return producers;
    }

    private static void inputs(
            List<String> inputs, ElementPath owner, Moment when, Map<String, ActionSite> producers, Findings findings) {
        for (int i = 0; i < inputs.size() && !findings.areEnough(); i++) {
            String name = inputs.get(i);
            ElementPath path = owner.item("inputs", i);
            ActionSite producer = producers.get(name);
            if (producer == null) {
                findings.add(
                        "input-unknown",
                        path,
                        name,
                        producers.isEmpty()
                                ? "nothing"
                                : String.join(
                                        ", ",
                                        producers.keySet().stream().sorted().toList()),
                        Nearest.suggestion(name, producers.keySet()));
            } else if (!producer.moment().precedes(when)) {
                findings.add(
                        "input-later",
                        path,
                        name,
                        producer.action().name(),
                        producer.stage().name());
            }
        }
    }
}
