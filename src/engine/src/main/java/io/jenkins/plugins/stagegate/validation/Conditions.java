package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.Condition.Result;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.model.FailureResponse;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.model.VariableReferences;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Each condition asks something, and what follows from it is possible there. */
final class Conditions implements Check {
    private static final int MOST_ATTEMPTS = 10;
    private static final Set<Result> ON_ENTRY = Set.of(Result.FAIL, Result.SKIP);
    private static final Set<Result> ON_SUCCESS = Set.of(Result.FAIL, Result.ROLLBACK);

    @Override
    public void check(Pipeline pipeline, Findings findings) {
        for (ConditionSite site : ConditionSite.of(pipeline)) {
            condition(site, pipeline, findings);
        }
        for (int i = 0; i < pipeline.stages().size(); i++) {
            int index = i;
            pipeline.stages().get(i).onFailure().ifPresent(response -> failure(response, index, pipeline, findings));
        }
    }

    private static void condition(ConditionSite site, Pipeline pipeline, Findings findings) {
        Condition condition = site.condition();
        ElementPath result = site.path().field("result");
        if (condition.rules().isEmpty()) {
            findings.add("condition-without-rule", site.path());
        }
        for (int i = 0; i < condition.rules().size(); i++) {
            rule(condition.rules().get(i), site.path().item("rules", i), findings);
        }
        switch (site.hook()) {
            case BEFORE_ENTRY -> {
                if (!ON_ENTRY.contains(condition.result())) {
                    findings.add("entry-result", result, condition.result());
                }
            }
            case ON_SUCCESS -> {
                if (!ON_SUCCESS.contains(condition.result())) {
                    findings.add("success-result", result, condition.result());
                } else if (condition.result() == Result.ROLLBACK) {
                    rollback(site.moment().stageIndex(), result, pipeline, findings);
                }
            }
            case ON_FAILURE -> {}
        }
    }

    private static void rule(Rule rule, ElementPath path, Findings findings) {
        String pattern = rule.configuration().get("Value");
        if (!"MATCHES".equals(rule.configuration().get("Operator"))
                || pattern == null
                || !VariableReferences.in(pattern).isEmpty()) {
            return;
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            findings.add("pattern-invalid", path.entry("configuration", "Value"), pattern, e.getDescription());
        }
    }

    private static void failure(FailureResponse response, int stageIndex, Pipeline pipeline, Findings findings) {
        ElementPath path = ElementPath.stage(stageIndex).field("onFailure");
        if (response.retry().isEmpty() && !response.rollback()) {
            findings.add(response.conditions().isEmpty() ? "failure-without-response" : "failure-rules-alone", path);
        }
        response.retry()
                .filter(retry -> retry.attempts() < 1 || retry.attempts() > MOST_ATTEMPTS)
                .ifPresent(retry -> findings.add(
                        "retry-attempts", path.field("retry").field("attempts"), retry.attempts(), MOST_ATTEMPTS));
        if (response.rollback()) {
            rollback(stageIndex, path.field("rollback"), pipeline, findings);
        }
    }

    private static void rollback(int stageIndex, ElementPath path, Pipeline pipeline, Findings findings) {
        if (pipeline.executionMode() == ExecutionMode.PARALLEL) {
            findings.add("rollback-in-parallel", path);
        } else if (stageIndex == 0) {
            findings.add("rollback-of-sources", path);
        }
    }
}
