package io.jenkins.plugins.stagegate.local.importing;

import static io.jenkins.plugins.stagegate.local.importing.Lines.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.model.ActionType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Writes actions, and says in a comment where a decision was taken. */
final class Actions {
    /** The addresses of repositories, by provider; in braces the settings. */
    private static final Map<String, String> REPOSITORIES = Map.of(
            "CodeStarSourceConnection", "https://github.com/{FullRepositoryId}.git",
            "GitHub", "https://github.com/{Owner}/{Repo}.git",
            "CodeCommit", "https://git-codecommit.us-east-1.amazonaws.com/v1/repos/{RepositoryName}");

    private static final Map<String, String> OBJECTS = new LinkedHashMap<>();

    static {
        OBJECTS.put("S3Bucket", "bucket");
        OBJECTS.put("S3ObjectKey", "key");
        OBJECTS.put("AllowOverrideForS3ObjectKey", "anyKey");
        OBJECTS.put("BucketName", "bucket");
        OBJECTS.put("ObjectKey", "key");
        OBJECTS.put("Extract", "extract");
        OBJECTS.put("CannedACL", "acl");
        OBJECTS.put("CacheControl", "cacheControl");
        OBJECTS.put("KMSEncryptionKeyARN", "kmsKey");
    }

    private static final Set<String> CATEGORIES =
            Set.of("Source", "Build", "Test", "Deploy", "Approval", "Invoke", "Compute");

    private final Lines lines;
    private final TreeSet<String> toWrite = new TreeSet<>();
    private final TreeSet<String> built = new TreeSet<>();
    private final TreeSet<String> assumed = new TreeSet<>();
    private final TreeSet<String> invoked = new TreeSet<>();
    private final TreeSet<String> secrets = new TreeSet<>();
    private final String pipeline;

    /** @param pipeline all of it, for an action's variables are named where they are used */
    Actions(Lines lines, JsonNode pipeline) {
        this.lines = lines;
        this.pipeline = pipeline.toString();
    }

    /** What has to be looked at by hand. */
    java.util.List<String> notes() {
        var notes = new ArrayList<String>();
        if (!assumed.isEmpty()) {
            notes.add("The hosts of repositories are assumed: " + String.join(", ", assumed) + ".");
        }
        if (!built.isEmpty()) {
            notes.add(
                    "These run the buildspec.yml of their source, on an agent with the tools that the build image had: "
                            + String.join(", ", built)
                            + ". If the build project says another file, name it: buildspec file: '...'. If it has the text"
                            + " itself, make a file of it. If the file names secrets, say which it may: buildspec secrets: ['...'].");
        }
        if (!invoked.isEmpty()) {
            notes.add("These pipelines are started by this one and have to be here, too: " + String.join(", ", invoked)
                    + ".");
        }
        if (!secrets.isEmpty()) {
            notes.add(
                    "These came from Secrets Manager and are not set: " + String.join(", ", secrets)
                            + ". Make a buildspec of the commands, which has secrets, or bind them by withCredentials in steps.");
        }
        if (!toWrite.isEmpty()) {
            notes.add("Write what these did, as commands; until then they fail: " + String.join(", ", toWrite) + ".");
        }
        return notes;
    }

    void write(JsonNode action) {
        var type = action.path("actionTypeId");
        var category = category(type.path("category").asText(), action);
        var provider = type.path("provider").asText();
        var owner = type.path("owner").asText();
        boolean repository = category.equals("Source") && REPOSITORIES.containsKey(provider);
        boolean commands = provider.equals("Commands") && owner.equals("AWS");
        boolean builds = owner.equals("AWS") && provider.equals("CodeBuild") && !BuildImport.isBatch(action);
        boolean object = provider.equals("S3") && owner.equals("AWS");
        boolean image = category.equals("Source") && provider.equals("ECR");
        boolean invokes = owner.equals("AWS") && category.equals("Invoke") && provider.equals(ActionType.CODE_PIPELINE);
        boolean known = repository || object || image || invokes;
        boolean custom = owner.equals("Custom") || (category.equals("Source") && !known);
        lines.block(
                category.toLowerCase(Locale.ROOT) + "("
                        + quoted(action.path("name").asText()) + ")",
                () -> {
                    if (category.equals("Approval")) {
                        approval(action.path("configuration"));
                    } else if (repository) {
                        repository(provider, action.path("configuration"));
                    } else if (object) {
                        object(action);
                    } else if (image) {
                        image(action);
                    } else if (invokes) {
                        invoked.add(action.at("/configuration/PipelineName").asText());
                        lines.add(InvokeImport.line(action.path("configuration")));
                    } else if (custom) {
                        worker(owner, provider, type.path("version").asText("1"), action.path("configuration"));
                    }
                    if (builds) {
                        built.add(action.path("name").asText());
                        BuildImport.write(action, lines);
                    } else {
                        inputs(action);
                        if (!action.path("outputVariables").isEmpty()) {
                            lines.add("exports " + quoted(action.path("outputVariables")));
                        }
                    }
                    if (commands) {
                        lines.add("commands " + quoted(action.path("commands")));
                    } else if (!builds && !custom && !known && !category.equals("Approval")) {
                        toWrite(action, category + "/" + provider);
                    }
                    rest(action);
                });
    }

    /** What a template leaves open can only be guessed at: who gives and does not take is a source. */
    private static String category(String said, JsonNode action) {
        if (CATEGORIES.contains(said)) {
            return said;
        }
        boolean gives = !action.path("outputArtifacts").isEmpty()
                && action.path("inputArtifacts").isEmpty();
        return gives ? "Source" : "Compute";
    }

    private void approval(JsonNode configuration) {
        word("message", configuration.path("CustomData"));
        word("link", configuration.path("ExternalEntityLink"));
        if (configuration.has("NotificationArn")) {
            lines.comment(
                    "Told there: " + configuration.path("NotificationArn").asText() + ". Here: notify email: '...'");
        }
    }

    private void repository(String provider, JsonNode configuration) {
        var url = REPOSITORIES.get(provider);
        for (var setting : configuration.properties()) {
            url = url.replace("{" + setting.getKey() + "}", setting.getValue().asText());
        }
        assumed.add(url);
        var branch = configuration
                .path("BranchName")
                .asText(configuration.path("Branch").asText());
        lines.comment("The host is assumed, since " + provider
                + " does not say it. A private repository needs credentialsId.");
        if (!configuration.path("ConnectionArn").asText().isEmpty()) {
            lines.comment(
                    "Connected there by " + configuration.path("ConnectionArn").asText());
        }
        boolean clones = configuration.path("OutputArtifactFormat").asText().equals("CODEBUILD_CLONE_REF");
        lines.add("git url: " + quoted(url)
                + (branch.isEmpty() ? "" : ", branch: " + quoted(branch))
                + (clones ? ", fullClone: true" : ""));
    }

    /** The settings that are the same there and here, by their words. */
    private void object(JsonNode action) {
        var configuration = action.path("configuration");
        var line = new StringBuilder("s3 ");
        OBJECTS.forEach((setting, word) -> {
            var value = configuration.path(setting).asText();
            if (!value.isEmpty()) {
                line.append(line.length() > 3 ? ", " : "").append(word).append(": ");
                line.append(value.matches("true|false") ? value : quoted(value));
            }
        });
        if (action.has("region")) {
            line.append(", region: ").append(quoted(action.path("region").asText()));
        }
        lines.comment("Without credentialsId it is the login of the machine that runs this.");
        lines.add(line.toString());
    }

    private void image(JsonNode action) {
        var configuration = action.path("configuration");
        var host = "<account>.dkr.ecr." + action.path("region").asText("<region>") + ".amazonaws.com";
        assumed.add(host);
        lines.comment("ECR does not say whose registry it is. A private one needs credentialsId.");
        lines.add("image "
                + quoted(host + "/" + configuration.path("RepositoryName").asText() + ":"
                        + configuration.path("ImageTag").asText("latest")));
    }

    private void worker(String owner, String provider, String version, JsonNode configuration) {
        if (!owner.equals("Custom")) {
            lines.comment(owner + "/" + provider + " is not here: a job worker has to fetch it.");
        }
        lines.add("provider " + quoted(provider) + Lines.settings(configuration));
        lines.add("owner 'Custom'");
        if (!version.equals("1")) {
            lines.add("version " + quoted(version));
        }
    }

    private void toWrite(JsonNode action, String what) {
        toWrite.add(what);
        lines.comment(what + " did this with");
        action.path("configuration")
                .properties()
                .forEach(setting -> lines.comment(
                        "  " + setting.getKey() + ": " + setting.getValue().asText()));
        var used = used(action.path("namespace").asText());
        if (!used.isEmpty() && action.path("outputVariables").isEmpty()) {
            lines.comment("Others use what it told; export that, too.");
            lines.add("exports "
                    + String.join(", ", used.stream().map(Lines::quoted).toList()));
        }
        lines.add("commands " + quoted("echo \"Write what " + what + " did\" >&2") + ", 'exit 1'");
    }

    /** The variables of a namespace that are used anywhere. */
    private Set<String> used(String namespace) {
        var used = new TreeSet<String>();
        if (!namespace.isEmpty()) {
            Pattern.compile("#\\{" + Pattern.quote(namespace) + "\\.([A-Za-z_][A-Za-z0-9_]*)}")
                    .matcher(pipeline)
                    .results()
                    .forEach(found -> used.add(found.group(1)));
        }
        return used;
    }

    private void inputs(JsonNode action) {
        var inputs = Lines.all(action.path("inputArtifacts"), "name");
        if (!inputs.isEmpty()) {
            lines.add("input "
                    + String.join(", ", inputs.stream().map(Lines::quoted).toList()));
        }
    }

    private void rest(JsonNode action) {
        for (JsonNode output : action.path("outputArtifacts")) {
            var files = output.path("files");
            lines.add("output " + quoted(output.path("name").asText())
                    + (files.isEmpty() ? "" : ", files: [" + quoted(files) + "]"));
        }
        for (JsonNode variable : action.path("environmentVariables")) {
            var name = variable.path("name").asText();
            if (variable.path("type").asText().equals("SECRETS_MANAGER")) {
                secrets.add(name);
                lines.comment(name + " came from Secrets Manager: "
                        + variable.path("value").asText());
            } else {
                lines.add("environment " + name + ": "
                        + quoted(variable.path("value").asText()));
            }
        }
        word("namespace", action.path("namespace"));
        if (action.has("timeoutInMinutes")) {
            lines.add("timeout '" + action.path("timeoutInMinutes").asText() + "m'");
        }
    }

    private void word(String word, JsonNode value) {
        if (!value.asText().isEmpty()) {
            lines.add(word + " " + quoted(value.asText()));
        }
    }
}
