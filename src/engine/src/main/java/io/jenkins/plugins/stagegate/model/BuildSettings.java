package io.jenkins.plugins.stagegate.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of an action that runs a {@code buildspec.yml}, in CodePipeline's names for CodeBuild.
 *
 * @param action its name
 * @param configuration as the action has it
 */
public record BuildSettings(String action, Map<String, String> configuration) {
    /** The build project; without it the action's name stands for it. */
    public static final String PROJECT = "ProjectName";
    /** The input artifact in whose folder the build runs; without it the first one. */
    public static final String PRIMARY = "PrimarySource";
    /** The path of the file, or its text. */
    public static final String BUILDSPEC = "BuildspecOverride";
    /** Whether it is a batch build, which nobody here performs. */
    public static final String BATCH = "BatchEnabled";
    /** Environment variables, as a text of JSON. */
    public static final String VARIABLES = "EnvironmentVariables";
    /** What the settings begin with that say the reference of a secret for an environment variable. */
    public static final String SECRET_PREFIX = "secret.";
    /** The references of secrets that the file may name, with {@code *} for any characters, one behind the other with commas. */
    public static final String ALLOWED = "AllowedSecrets";
    /** Where the file is unless somebody says otherwise. */
    public static final String FILE = "buildspec.yml";

    private static final Pattern BETWEEN = Pattern.compile("[,\\s]+");

    /** Whether such an action is one. */
    public static boolean has(ActionType type) {
        return type.owner().equals("AWS") && type.provider().equals(ActionType.CODE_BUILD);
    }

    /** Those of the action. */
    public static BuildSettings of(Action action) {
        return new BuildSettings(action.name(), action.configuration());
    }

    /** The name of the build project. */
    public String project() {
        return setting(PROJECT).orElse(action);
    }

    /** The specification itself, if it does not stand in a file. */
    public Optional<String> text() {
        return setting(BUILDSPEC).filter(BuildSettings::isText);
    }

    /** Where the specification is in the primary source. */
    public String file() {
        return setting(BUILDSPEC).filter(one -> !isText(one)).orElse(FILE);
    }

    private static boolean isText(String buildspec) {
        return buildspec.contains("\n") || buildspec.strip().startsWith("{");
    }

    /** Whether it is a batch build. */
    public boolean batch() {
        return setting(BATCH).filter(Boolean::parseBoolean).isPresent();
    }

    /** The name of the primary source, if it is said. */
    public Optional<String> primary() {
        return setting(PRIMARY);
    }

    /** The inputs with the primary source in front. */
    public <T> List<T> ordered(List<T> inputs, Function<T, String> name) {
        var ordered = new ArrayList<T>();
        inputs.stream().filter(one -> isPrimary(name.apply(one))).forEach(ordered::add);
        inputs.stream().filter(one -> !isPrimary(name.apply(one))).forEach(ordered::add);
        return ordered;
    }

    private boolean isPrimary(String input) {
        return primary().filter(input::equals).isPresent();
    }

    /** The references of secrets, by the names of the variables that they are for. */
    public Map<String, String> secrets() {
        var secrets = new LinkedHashMap<String, String>();
        configuration.forEach((key, value) -> {
            if (key.startsWith(SECRET_PREFIX)) {
                secrets.put(key.substring(SECRET_PREFIX.length()), value);
            }
        });
        return secrets;
    }

    /** The references that the file may name, as patterns. */
    public List<String> allowed() {
        return setting(ALLOWED).stream()
                .flatMap(BETWEEN::splitAsStream)
                .filter(pattern -> !pattern.isEmpty())
                .toList();
    }

    /** Whether the build may have that secret, of which the specification alone speaks. One that stands here is trusted as all here is. */
    public boolean allows(String reference) {
        return text().isPresent() || allowed().stream().anyMatch(pattern -> matches(pattern, reference));
    }

    private static boolean matches(String pattern, String reference) {
        var parts = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote);
        return reference.matches(parts.collect(Collectors.joining(".*")));
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(configuration.get(name)).filter(text -> !text.isBlank());
    }
}
