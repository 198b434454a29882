package io.jenkins.plugins.stagegate.plugin.flow;

import io.jenkins.plugins.stagegate.model.Step;
import java.util.List;
import java.util.Map;

/** Programs for tests, written like the definitions that they would come from. */
final class Steps {
    private Steps() {}

    static Step step(String name) {
        return new Step(name, Map.of(), List.of(), false);
    }

    static Step step(String name, Object sole) {
        return new Step(name, Map.of(Step.SOLE, sole), List.of(), false);
    }

    static Step step(String name, Map<String, Object> arguments) {
        return new Step(name, arguments, List.of(), false);
    }

    static Step block(String name, Object sole, Step... body) {
        return new Step(name, Map.of(Step.SOLE, sole), List.of(body), true);
    }

    static Step block(String name, Map<String, Object> arguments, Step... body) {
        return new Step(name, arguments, List.of(body), true);
    }

    static Step block(String name, Step[] body) {
        return new Step(name, Map.of(), List.of(body), true);
    }

    static Step sh(String script) {
        return step("sh", script);
    }

    static Step echo(String message) {
        return step("echo", message);
    }

    static Step node(Step... body) {
        return block("node", body);
    }

    static Step node(String label, Step... body) {
        return block("node", label, body);
    }
}
