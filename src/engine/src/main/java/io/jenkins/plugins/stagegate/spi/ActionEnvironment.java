package io.jenkins.plugins.stagegate.spi;

import io.jenkins.plugins.stagegate.decision.Effect;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The environment variables that every action finds, whatever the host. */
public final class ActionEnvironment {
    /** What the shell can read: a variable of the pipeline may have a name that is none there. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private ActionEnvironment() {}

    /** The variables of the pipeline, who and where the action is, and the author's own, which win. */
    public static Map<String, String> of(String pipeline, Effect.StartAction start) {
        var environment = of(start.variables());
        environment.put("STAGE_GATE_PIPELINE", pipeline);
        environment.put("STAGE_GATE_EXECUTION_ID", start.execution());
        environment.put("STAGE_GATE_EXECUTION_NUMBER", String.valueOf(start.number()));
        environment.put("STAGE_GATE_STAGE", start.stage());
        environment.put("STAGE_GATE_ACTION", start.action().name());
        environment.put("STAGE_GATE_ATTEMPT", String.valueOf(start.attempt()));
        environment.putAll(start.action().environment());
        return environment;
    }

    /** The variables of the pipeline, who and where the rule is, and what its commands refer to. */
    public static Map<String, String> of(String pipeline, Effect.CheckRule check) {
        var environment = of(check.variables());
        environment.put("STAGE_GATE_PIPELINE", pipeline);
        environment.put("STAGE_GATE_EXECUTION_ID", check.execution());
        environment.put("STAGE_GATE_EXECUTION_NUMBER", String.valueOf(check.number()));
        environment.put("STAGE_GATE_STAGE", check.stage());
        environment.put("STAGE_GATE_ACTION", check.rule().name());
        environment.putAll(check.environment());
        return environment;
    }

    private static Map<String, String> of(Map<String, String> variables) {
        var environment = new LinkedHashMap<>(variables);
        environment.keySet().removeIf(name -> !NAME.matcher(name).matches());
        return environment;
    }

    /** The name of the variable that holds the folder of an input artifact. */
    public static String inputVariable(String artifact) {
        return "STAGE_GATE_INPUT_" + artifact.replaceAll("[^A-Za-z0-9_]", "_");
    }
}
