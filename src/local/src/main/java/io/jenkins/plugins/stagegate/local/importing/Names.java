package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Names of stages, actions and artifacts: where a template leaves one open, its placeholder loses its brackets and is a name. */
final class Names {
    private static final int LONGEST = 100;

    private final Set<String> made = new TreeSet<>();

    /** What has to be looked at by hand, if anything. */
    Optional<String> note() {
        return made.isEmpty()
                ? Optional.empty()
                : Optional.of("Names that only a deployment knows, or that no name may have, became: "
                        + String.join(", ", made) + ".");
    }

    /** Makes all names of a pipeline such as may be. */
    void mend(JsonNode declaration) {
        for (JsonNode stage : declaration.path("stages")) {
            mend(stage, "name", "[^A-Za-z0-9.@_-]+");
            for (JsonNode action : stage.path("actions")) {
                mend(action, "name", "[^A-Za-z0-9.@_-]+");
                mend(action, "namespace", "[^A-Za-z0-9@_-]+");
                artifacts(action);
            }
            for (String hook : new String[] {"beforeEntry", "onSuccess", "onFailure"}) {
                for (JsonNode condition : stage.path(hook).path("conditions")) {
                    condition.path("rules").forEach(this::artifacts);
                }
            }
        }
    }

    private void artifacts(JsonNode taker) {
        for (String list : new String[] {"inputArtifacts", "outputArtifacts"}) {
            taker.path(list).forEach(artifact -> mend(artifact, "name", "[^A-Za-z0-9_-]+"));
        }
    }

    private void mend(JsonNode owner, String member, String wrong) {
        var name = owner.path(member).asText();
        var plain = name.replaceAll(wrong, "-");
        if (!plain.equals(name) && owner instanceof ObjectNode object) {
            var trimmed = plain.replaceAll("^-+|-+$", "");
            object.put(member, trimmed.substring(0, Math.min(LONGEST, trimmed.length())));
            made.add(object.path(member).asText());
        }
    }
}
