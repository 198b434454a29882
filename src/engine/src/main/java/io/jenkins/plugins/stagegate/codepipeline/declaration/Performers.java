package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in for AWS' services: by category and provider, such as {@code Deploy/CodeDeploy}, and for a connection by its ARN. An
 * action whose provider has no stand-in waits for a job worker, and a rule is never met.
 */
public final class Performers {
    /** Those that are there without anybody saying so: the addresses of AWS' and GitHub's repositories, and of AWS' registries. */
    public static final Performers BUILT_IN = new Performers(Map.of(
            "Source/CodeStarSourceConnection", Performer.git("https://github.com/{FullRepositoryId}.git"),
            "Source/GitHub", Performer.git("https://github.com/{Owner}/{Repo}.git"),
            "Source/CodeCommit",
                    Performer.git("https://git-codecommit.{region}.amazonaws.com/v1/repos/{RepositoryName}"),
            "Source/ECR", Performer.image("{account}.dkr.ecr.{region}.amazonaws.com/{RepositoryName}:{ImageTag}")));

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, Performer> all;

    private Performers(Map<String, Performer> all) {
        this.all = Map.copyOf(all);
    }

    /**
     * These, and in front of them those that a file says.
     *
     * @throws InvalidDeclarationException if the file says something else
     */
    public Performers with(JsonNode file) throws InvalidDeclarationException {
        var more = new HashMap<>(all);
        for (var entry : file.properties()) {
            boolean named = entry.getKey().matches("[A-Za-z]+/[0-9A-Za-z_-]+|arn:\\S+");
            var performer = Performer.read(entry.getValue());
            if (!named || performer.isEmpty()) {
                throw InvalidDeclarationException.structure("'" + entry.getKey()
                        + "' is no stand-in: expected \"Category/Provider\" or \"Rule/Provider\": { \"commands\": [...], \"agent\":"
                        + " \"...\" }, or \"Source/Provider\" or the ARN of a connection: { \"git\": \"https://...\","
                        + " \"credentialsId\": \"...\" }, or \"Source/ECR\": { \"image\": \"HOST/{RepositoryName}:{ImageTag}\","
                        + " \"credentialsId\": \"...\" }, or \"Source/S3\": { \"folder\": \"...\" }.");
            }
            more.put(entry.getKey(), performer.get());
        }
        return new Performers(more);
    }

    /**
     * The same of a text.
     *
     * @param json nothing else is added if it is empty
     */
    public Performers with(String json) throws InvalidDeclarationException {
        if (json.isBlank()) {
            return this;
        }
        try {
            var tree = MAPPER.readTree(json);
            if (!tree.isObject()) {
                throw InvalidDeclarationException.structure(
                        "Expected an object: { \"Deploy/CodeDeploy\": { \"commands\": [...] } }.");
            }
            return with(tree);
        } catch (JsonProcessingException e) {
            throw InvalidDeclarationException.structure("This is not JSON: " + e.getOriginalMessage());
        }
    }

    /** What stands in for a provider of that category; a connection that is named itself comes first. */
    Optional<Performer> find(String category, String provider, Map<String, String> settings) {
        return Optional.ofNullable(settings.get("ConnectionArn"))
                .map(all::get)
                .or(() -> Optional.ofNullable(all.get(category + "/" + provider)));
    }
}
