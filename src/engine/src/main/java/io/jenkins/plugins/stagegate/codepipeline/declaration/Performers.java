package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in for AWS' services: by category and provider, such as {@code Deploy/CodeDeploy}. An action whose provider has
 * no stand-in waits for a job worker.
 */
public final class Performers {
    /** Those that are there without anybody saying so: the addresses of AWS' and GitHub's repositories. */
    public static final Performers BUILT_IN = new Performers(Map.of(
            "Source/CodeStarSourceConnection", git("https://github.com/{FullRepositoryId}.git"),
            "Source/GitHub", git("https://github.com/{Owner}/{Repo}.git"),
            "Source/CodeCommit", git("https://git-codecommit.{region}.amazonaws.com/v1/repos/{RepositoryName}")));

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, Performer> all;

    private Performers(Map<String, Performer> all) {
        this.all = Map.copyOf(all);
    }

    /**
     * What performs an action; in its texts, {@code {Key}} is a setting of the action.
     *
     * @param git the address of a repository
     * @param image the reference of an image
     * @param commands shell lines; empty for sources
     */
    record Performer(
            Optional<String> git,
            Optional<String> image,
            Optional<String> credentialsId,
            List<String> commands,
            Optional<String> agent) {}

    private static Performer git(String url) {
        return new Performer(Optional.of(url), Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    /**
     * These, and in front of them those that a file says.
     *
     * @throws InvalidDeclarationException if the file says something else
     */
    public Performers with(JsonNode file) throws InvalidDeclarationException {
        var more = new HashMap<>(all);
        for (var entry : file.properties()) {
            var said = entry.getValue();
            var commands = new ArrayList<String>();
            said.path("commands").forEach(line -> commands.add(line.asText()));
            var git = text(said, "git");
            var image = text(said, "image");
            int ways = (git.isPresent() ? 1 : 0) + (image.isPresent() ? 1 : 0) + (commands.isEmpty() ? 0 : 1);
            if (!entry.getKey().matches("[A-Za-z]+/[0-9A-Za-z_-]+") || ways != 1) {
                throw InvalidDeclarationException.structure(
                        "'" + entry.getKey()
                                + "' is no stand-in: expected \"Category/Provider\": { \"commands\": [...], \"agent\": \"...\" }, or"
                                + " \"Source/Provider\": { \"git\": \"https://...\", \"credentialsId\": \"...\" }, or"
                                + " \"Source/ECR\": { \"image\": \"HOST/{RepositoryName}:{ImageTag}\", \"credentialsId\": \"...\" }.");
            }
            more.put(
                    entry.getKey(),
                    new Performer(git, image, text(said, "credentialsId"), commands, text(said, "agent")));
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

    private static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.get(member)).map(JsonNode::asText);
    }

    Optional<Performer> find(String category, String provider) {
        return Optional.ofNullable(all.get(category + "/" + provider));
    }

    /** The text with the settings put in. */
    static String filled(String template, Map<String, String> settings) {
        var text = template;
        for (var setting : settings.entrySet()) {
            text = text.replace("{" + setting.getKey() + "}", setting.getValue());
        }
        return text;
    }
}
