package io.jenkins.plugins.stagegate.local.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.artifact.ArtifactStore;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.local.host.EnvironmentCredentials;
import io.jenkins.plugins.stagegate.local.host.S3Part;
import io.jenkins.plugins.stagegate.object.Connection;
import io.jenkins.plugins.stagegate.object.Encryption;
import io.jenkins.plugins.stagegate.object.ObjectArtifactStore;
import io.jenkins.plugins.stagegate.object.StoreException;
import io.jenkins.plugins.stagegate.object.Writing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The file of a state folder that says in which bucket the artifacts of its pipelines are: CodePipeline's {@code ArtifactStore},
 * with {@code prefix}, {@code region}, {@code endpoint} and {@code credentialsId} besides.
 */
record ArtifactStoreFile(Path file) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Set<String> MEMBERS =
            Set.of("type", "location", "encryption", "encryptionKey", "prefix", "region", "endpoint", "credentialsId");

    /**
     * The store of one pipeline; empty if there is no such file.
     *
     * @param scratch a folder for content on its way
     * @throws IOException if the file makes no sense, or the part for S3 is not there; the message says so
     */
    Optional<ArtifactStore> open(String pipeline, Path scratch) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var said = read();
        var settings = new HashMap<String, String>();
        Map.of("region", "Region", "endpoint", "Endpoint", "credentialsId", "CredentialsId")
                .forEach((member, name) -> text(said, member).ifPresent(value -> settings.put(name, value)));
        var connection = Connection.of(settings, new EnvironmentCredentials(System.getenv()), true);
        var how = new Writing(
                Optional.of("application/zip"),
                Optional.empty(),
                Optional.empty(),
                Encryption.of(text(said, "encryption"), text(said.path("encryptionKey"), "id")));
        var prefix = text(said, "prefix").map(above -> above + "/").orElse("") + pipeline;
        return Optional.of(new ObjectArtifactStore(
                S3Part.required().connect(connection), text(said, "location").orElseThrow(), prefix, how, scratch));
    }

    private JsonNode read() throws IOException {
        try {
            var said = MAPPER.readTree(Files.readString(file));
            said.fieldNames().forEachRemaining(member -> {
                if (!MEMBERS.contains(member)) {
                    throw new IllegalArgumentException("'" + member + "' is not known");
                }
            });
            if (!said.path("type").asText().equals("S3")
                    || text(said, "location").isEmpty()) {
                throw new IllegalArgumentException("\"type\": \"S3\" and \"location\", the bucket, are needed");
            }
            var key = said.path("encryptionKey");
            if (!key.isMissingNode()
                    && (text(key, "id").isEmpty() || !key.path("type").asText().equals("KMS"))) {
                throw new IllegalArgumentException("an encryptionKey has an \"id\" and \"type\": \"KMS\"");
            }
            var encryption = said.path("encryption");
            if (!encryption.isMissingNode() && (!encryption.asText().equals("AES256") || !key.isMissingNode())) {
                throw new IllegalArgumentException(
                        "\"encryption\" can be \"AES256\", without an encryptionKey; a key of KMS needs the encryptionKey alone");
            }
            return said;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new StoreException(
                    ActionFailure.CONFIGURATION,
                    file + " does not say where artifacts are: "
                            + e.getMessage().lines().findFirst().orElse("")
                            + ". Expected is such as {\"type\": \"S3\", \"location\": \"my-bucket\"}.",
                    e);
        }
    }

    private static Optional<String> text(JsonNode node, String member) {
        return Optional.of(node.path(member).asText()).filter(text -> !text.isEmpty());
    }
}
