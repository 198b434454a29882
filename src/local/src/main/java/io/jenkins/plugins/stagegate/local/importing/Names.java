package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Names of stages, actions, artifacts and buckets: where a template leaves one open, its placeholder loses its brackets and is a name. */
final class Names {
    private static final int LONGEST = 100;
    private static final int LONGEST_BUCKET = 63;

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
                for (String bucket : new String[] {"S3Bucket", "BucketName"}) {
                    bucket(action.path("configuration"), bucket);
                }
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

    /** Buckets have small letters only. */
    private void bucket(JsonNode settings, String member) {
        if (settings.path(member).asText().contains("<") && settings instanceof ObjectNode object) {
            var plain = settings.path(member)
                    .asText()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9.-]+", "-")
                    .replaceAll("^[-.]+", "");
            object.put(
                    member,
                    plain.substring(0, Math.min(LONGEST_BUCKET, plain.length())).replaceAll("[-.]+$", ""));
            made.add(object.path(member).asText());
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
