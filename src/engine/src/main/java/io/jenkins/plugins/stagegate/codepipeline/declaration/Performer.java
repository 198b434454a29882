package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.source.GitRevision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What performs an action or a rule; in its texts, {@code {Key}} is a setting of the action.
 *
 * @param provider our own that performs it: git, an image, a folder, commands
 * @param text the address of a repository, the reference of an image, the path of a folder; nothing for commands
 * @param commands shell lines; empty for sources
 */
record Performer(
        String provider, String text, Optional<String> credentialsId, List<String> commands, Optional<String> agent) {
    private static final Map<String, String> SOURCES =
            Map.of("git", ActionType.GIT, "image", ActionType.IMAGE, "folder", ActionType.FOLDER);
    /** What {@code OutputArtifactFormat} is where the history is handed on. */
    private static final String FULL_CLONE = "CODEBUILD_CLONE_REF";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[A-Za-z]+}");

    static Performer git(String url) {
        return new Performer(ActionType.GIT, url, Optional.empty(), List.of(), Optional.empty());
    }

    static Performer image(String reference) {
        return new Performer(ActionType.IMAGE, reference, Optional.empty(), List.of(), Optional.empty());
    }

    /** The one that an object of JSON says; empty if it says none, or more than one. */
    static Optional<Performer> read(JsonNode said) {
        var commands = Nodes.texts(said.path("commands"));
        var found = new ArrayList<Performer>();
        if (!commands.isEmpty()) {
            found.add(new Performer(ActionType.COMMANDS, "", Optional.empty(), commands, Nodes.text(said, "agent")));
        }
        SOURCES.forEach((member, provider) -> Nodes.text(said, member)
                .ifPresent(text -> found.add(new Performer(
                        provider, text, Nodes.text(said, "credentialsId"), List.of(), Optional.empty()))));
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The settings that our provider has for these of the action. */
    Map<String, String> settings(Map<String, String> action) throws InvalidDeclarationException {
        var settings = new LinkedHashMap<String, String>();
        switch (provider) {
            case ActionType.GIT -> {
                settings.put("url", filled(action));
                Stream.of("BranchName", "Branch")
                        .map(action::get)
                        .filter(branch -> branch != null)
                        .findFirst()
                        .ifPresent(branch -> settings.put("branch", branch));
                Optional.ofNullable(action.get(GitRevision.CONNECTION))
                        .ifPresent(arn -> settings.put(GitRevision.CONNECTION, arn));
                if (FULL_CLONE.equals(action.get("OutputArtifactFormat"))) {
                    settings.put("fullClone", "true");
                }
            }
            case ActionType.IMAGE -> settings.put("image", filled(action));
            case ActionType.FOLDER -> settings.put("path", filled(action));
            default -> {}
        }
        credentialsId.ifPresent(id -> settings.put("credentialsId", id));
        return settings;
    }

    /** The commands with the settings put in. Other braces are the shell's. */
    List<String> commands(Map<String, String> action) {
        return commands.stream().map(line -> filled(line, action)).toList();
    }

    private String filled(Map<String, String> action) throws InvalidDeclarationException {
        var filled = filled(text, action);
        var left = PLACEHOLDER.matcher(filled);
        if (left.find()) {
            throw InvalidDeclarationException.action("The stand-in '" + text + "' asks for " + left.group()
                    + ", which the action does not say. It says " + action.keySet() + ".");
        }
        return filled;
    }

    private static String filled(String template, Map<String, String> settings) {
        var text = template;
        for (var setting : settings.entrySet()) {
            text = text.replace("{" + setting.getKey() + "}", setting.getValue());
        }
        return text;
    }
}
