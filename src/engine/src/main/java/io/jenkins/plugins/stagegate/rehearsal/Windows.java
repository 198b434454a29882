package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.BuiltInRule;
import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.model.VariableReferences;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The times in which a stage's deployment windows are open, as exactly as they can be drawn. */
final class Windows {
    private static final String PROVIDER = "DeploymentWindow";

    private Windows() {}

    /** A time that a window is open. */
    record Open(String rule, Instant from, Instant to) {}

    static List<Open> of(Stage stage, Scale scale) {
        var found = new ArrayList<Open>();
        for (Condition condition : stage.beforeEntry()) {
            for (Rule rule : condition.rules()) {
                // What a variable says of a window differs from execution to execution; it is not drawn.
                if (rule.provider().equals(PROVIDER)
                        && VariableReferences.in(rule.configuration().toString())
                                .isEmpty()) {
                    add(found, rule, scale);
                }
            }
        }
        return found;
    }

    private static void add(List<Open> found, Rule rule, Scale scale) {
        var judge = BuiltInRule.of(PROVIDER).orElseThrow();
        var step = scale.pixel().compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMinutes(1) : scale.pixel();
        for (var at = scale.from(); at.isBefore(scale.to()); ) {
            if (open(judge, rule.configuration(), at)) {
                var end = at;
                while (end.isBefore(scale.to()) && open(judge, rule.configuration(), end)) {
                    end = end.plus(step);
                }
                end = end.isAfter(scale.to()) ? scale.to() : end;
                found.add(new Open(rule.name(), at, end));
                at = end;
            } else {
                var next = judge.next(rule.configuration(), at);
                if (next.isEmpty() || !next.get().isAfter(at)) {
                    return;
                }
                at = next.get();
            }
        }
    }

    private static boolean open(BuiltInRule judge, Map<String, String> configuration, Instant time) {
        return judge.judge(configuration, time)
                .filter(BuiltInRule.Judgement::holds)
                .isPresent();
    }
}
