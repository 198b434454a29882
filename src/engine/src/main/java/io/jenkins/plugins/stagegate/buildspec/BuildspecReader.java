package io.jenkins.plugins.stagegate.buildspec;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the text of a {@code buildspec.yml}. Nothing in it is made an object of a class, and nothing is run. */
public final class BuildspecReader {
    /** Characters; buildspecs that people write have some thousands. */
    public static final int LONGEST = 262_144;

    private static final String QUOTE =
            "Put it in quotes: a colon with a space behind it, or a dash in front, means something in YAML.";
    private static final Set<String> PARTS =
            Set.of("version", "run-as", "env", "proxy", "batch", "phases", "reports", "artifacts", "cache");

    private final List<String> notes = new ArrayList<>();

    private BuildspecReader() {}

    /**
     * What the text says.
     *
     * @throws InvalidBuildspecException if it is no build specification, or one that cannot run here
     */
    public static Buildspec read(String text) throws InvalidBuildspecException {
        return new BuildspecReader().file(Mapping.of("", root(text)));
    }

    private static Node root(String text) throws InvalidBuildspecException {
        if (text.length() > LONGEST) {
            throw new InvalidBuildspecException("it has " + text.length() + " characters, and " + LONGEST
                    + " are allowed. Move what is long into a script of the repository.");
        }
        try {
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null) {
                throw new InvalidBuildspecException("it is empty. Begin it with `version: 0.2` and `phases:`.");
            }
            return root;
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            var message = "this is not YAML: " + e.getProblem()
                    + ". Mind the indentation, use no tabs, and put commands" + " with special characters in quotes.";
            throw mark == null
                    ? new InvalidBuildspecException(message)
                    : InvalidBuildspecException.at(mark.getLine() + 1, message);
        } catch (YAMLException e) {
            throw new InvalidBuildspecException("this is not YAML: " + e.getMessage() + ".");
        }
    }

    private Buildspec file(Mapping file) throws InvalidBuildspecException {
        file.noteOthers(PARTS, notes);
        boolean isolated = isolated(file);
        refuse(
                file,
                "run-as",
                "the commands run as the user of the agent. Leave it out, or run the agent as that user.");
        if (file.has("batch")) {
            notes.add("`batch` is ignored, as in every build that is not started as a batch.");
        }
        if (file.has("cache")) {
            notes.add("`cache` is ignored: an agent keeps what its tools keep in their own folders.");
        }
        if (file.has("proxy")) {
            notes.add("`proxy` is ignored: set the proxy for the agent.");
        }
        if (!file.has("phases")) {
            throw new InvalidBuildspecException(
                    "there is no `phases`. Expected: phases, with build in it, with commands in it.");
        }
        var env = file.mapping("env");
        env.noteOthers(
                Set.of(
                        "shell",
                        "variables",
                        "parameter-store",
                        "secrets-manager",
                        "exported-variables",
                        "git-credential-helper"),
                notes);
        if (env.truth("git-credential-helper")) {
            notes.add("`git-credential-helper` is ignored: give git on the agent its logins.");
        }
        var secondary = new LinkedHashMap<String, ArtifactFiles>();
        var artifacts = artifacts(file.mapping("artifacts"), secondary);
        return new Buildspec(
                isolated,
                bash(env),
                variables(env.mapping("variables")),
                secrets(env),
                exports(env),
                phases(file.mapping("phases")),
                artifacts,
                secondary,
                reports(file.mapping("reports")),
                notes);
    }

    private static boolean isolated(Mapping file) throws InvalidBuildspecException {
        var version = file.text("version").orElse("");
        if (!Set.of("0.1", "0.2").contains(version)) {
            throw version.isEmpty()
                    ? new InvalidBuildspecException("there is no `version`. Begin the file with `version: 0.2`.")
                    : InvalidBuildspecException.at(
                            file.lineOf("version"), "`version` is `" + version + "`, and there are 0.1 and 0.2.");
        }
        return version.equals("0.1");
    }

    private static void refuse(Mapping mapping, String key, String why) throws InvalidBuildspecException {
        if (mapping.has(key)) {
            throw InvalidBuildspecException.at(mapping.lineOf(key), "`" + key + "` is not possible here: " + why);
        }
    }

    private static boolean bash(Mapping env) throws InvalidBuildspecException {
        var shell = env.text("shell").orElse("/bin/sh");
        return switch (shell) {
            case "bash", "/bin/bash" -> true;
            case "sh", "/bin/sh" -> false;
            default ->
                throw InvalidBuildspecException.at(
                        env.lineOf("shell"),
                        "`shell` is `" + shell + "`, and here are `bash` and `/bin/sh`. For PowerShell or cmd.exe use"
                                + " `commands` with `shell` in the Jenkinsfile.");
        };
    }

    private static Map<String, String> variables(Mapping variables) throws InvalidBuildspecException {
        for (String name : variables.names()) {
            requireName(name, variables.lineOf(name));
        }
        return variables.texts();
    }

    private static void requireName(String name, int line) throws InvalidBuildspecException {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw InvalidBuildspecException.at(
                    line, "`" + name + "` is no name of a variable: letters, digits and underscores, no digit first.");
        }
    }

    private static Map<String, String> secrets(Mapping env) throws InvalidBuildspecException {
        var secrets = new LinkedHashMap<>(variables(env.mapping("parameter-store")));
        secrets.putAll(variables(env.mapping("secrets-manager")));
        return secrets;
    }

    private static List<String> exports(Mapping env) throws InvalidBuildspecException {
        var names = env.texts("exported-variables", "");
        for (String name : names) {
            requireName(name, env.lineOf("exported-variables"));
            if (name.startsWith("AWS_")) {
                throw InvalidBuildspecException.at(
                        env.lineOf("exported-variables"),
                        "`" + name
                                + "` cannot be exported, nor can any variable that begins with AWS_. Give it another name.");
            }
        }
        return names.stream().distinct().toList();
    }

    private List<Phase> phases(Mapping phases) throws InvalidBuildspecException {
        var names = new ArrayList<String>();
        var found = new ArrayList<Phase>();
        for (Phase.Name name : Phase.Name.values()) {
            names.add(name.word());
            if (phases.has(name.word())) {
                found.add(phase(name, phases.mapping(name.word())));
            }
        }
        phases.noteOthers(Set.copyOf(names), notes);
        if (found.isEmpty()) {
            throw new InvalidBuildspecException(
                    "`phases` has none of " + String.join(", ", names) + ". Mind the indentation.");
        }
        return found;
    }

    private Phase phase(Phase.Name name, Mapping phase) throws InvalidBuildspecException {
        phase.noteOthers(Set.of("run-as", "on-failure", "runtime-versions", "commands", "finally"), notes);
        refuse(
                phase,
                "run-as",
                "the commands run as the user of the agent. Leave it out, or run the agent as that user.");
        if (phase.has("runtime-versions")) {
            var versions = phase.mapping("runtime-versions").texts();
            notes.add("`runtime-versions` is ignored, the agent has to have them: "
                    + String.join(
                            ", ",
                            versions.entrySet().stream()
                                    .map(one -> one.getKey() + " " + one.getValue())
                                    .toList())
                    + ".");
        }
        return new Phase(name, phase.texts("commands", QUOTE), phase.texts("finally", QUOTE), onFailure(phase));
    }

    private static OnFailure onFailure(Mapping phase) throws InvalidBuildspecException {
        var said = phase.text("on-failure");
        if (said.isEmpty()) {
            return new OnFailure.Usual();
        }
        return OnFailure.of(said.get())
                .orElseThrow(() -> InvalidBuildspecException.at(
                        phase.lineOf("on-failure"),
                        "`on-failure` is `" + said.get()
                                + "`. Expected: ABORT, CONTINUE, RETRY, RETRY-count, RETRY-regex or"
                                + " RETRY-count-regex, with a count of 100 at most."));
    }

    private Optional<ArtifactFiles> artifacts(Mapping artifacts, Map<String, ArtifactFiles> secondary)
            throws InvalidBuildspecException {
        var all = artifacts.mapping("secondary-artifacts");
        for (String name : all.names()) {
            var files = files(all.mapping(name), Set.of());
            if (files.isEmpty()) {
                throw InvalidBuildspecException.at(
                        all.lineOf(name),
                        "the secondary artifact `" + name + "` has no `files`. Say which: '**/*' is all.");
            }
            secondary.put(name, files.get());
        }
        return files(artifacts, Set.of("secondary-artifacts"));
    }

    private Optional<ArtifactFiles> files(Mapping artifact, Set<String> more) throws InvalidBuildspecException {
        var known = new java.util.TreeSet<>(more);
        known.addAll(Set.of(
                "files", "name", "discard-paths", "base-directory", "exclude-paths", "s3-prefix", "enable-symlinks"));
        artifact.noteOthers(known, notes);
        for (String key : List.of("name", "s3-prefix")) {
            if (artifact.has(key)) {
                notes.add("`artifacts` / `" + key + "` is ignored: the action's `output` names the artifact.");
            }
        }
        var files = artifact.texts("files", QUOTE);
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(new ArtifactFiles(
                        files,
                        artifact.text("base-directory").orElse(""),
                        artifact.truth("discard-paths"),
                        artifact.texts("exclude-paths", QUOTE)));
    }

    private List<Buildspec.Report> reports(Mapping reports) throws InvalidBuildspecException {
        var all = new ArrayList<Buildspec.Report>();
        for (String group : reports.names()) {
            var report = reports.mapping(group);
            report.noteOthers(Set.of("files", "file-format", "base-directory", "discard-paths"), notes);
            all.add(new Buildspec.Report(
                    group,
                    report.text("file-format").orElse("JUNITXML").toUpperCase(Locale.ROOT),
                    report.text("base-directory"),
                    report.texts("files", QUOTE)));
        }
        return all;
    }
}
