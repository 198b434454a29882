package io.jenkins.plugins.stagegate.buildspec;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a {@code buildspec.yml} says, after {@code env}'s names were found to be names of variables.
 *
 * @param isolated whether each command has a shell of its own, as in version 0.1
 * @param bash whether the commands want {@code bash} instead of {@code sh}
 * @param variables values in plain text, by their names
 * @param secrets what Parameter Store or Secrets Manager would give, by the name of the variable: their reference
 * @param exports names of the variables that later actions can refer to
 * @param phases those that are there, in the order in which they run
 * @param artifacts what the one output artifact is made of
 * @param secondary what several output artifacts are made of, by their names
 * @param notes what is there and has no effect here, a sentence each
 */
public record Buildspec(
        boolean isolated,
        boolean bash,
        Map<String, String> variables,
        Map<String, String> secrets,
        List<String> exports,
        List<Phase> phases,
        Optional<ArtifactFiles> artifacts,
        Map<String, ArtifactFiles> secondary,
        List<Report> reports,
        List<String> notes) {
    public Buildspec {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
        exports = List.copyOf(exports);
        phases = List.copyOf(phases);
        secondary = Collections.unmodifiableMap(new LinkedHashMap<>(secondary));
        reports = List.copyOf(reports);
        notes = List.copyOf(notes);
    }

    /**
     * The same with what the action says besides.
     *
     * @param moreSecrets they take the place of values in plain text
     * @param moreExports names of variables
     */
    public Buildspec with(Map<String, String> moreSecrets, Collection<String> moreExports) {
        var plain = new LinkedHashMap<>(variables);
        plain.keySet().removeAll(moreSecrets.keySet());
        var allSecrets = new LinkedHashMap<>(secrets);
        allSecrets.putAll(moreSecrets);
        var allExports = new LinkedHashSet<>(exports);
        allExports.addAll(moreExports);
        return new Buildspec(
                isolated,
                bash,
                plain,
                allSecrets,
                List.copyOf(allExports),
                phases,
                artifacts,
                secondary,
                reports,
                notes);
    }

    /**
     * The same, if it may have the secrets that it names. Whoever may change the sources wrote it, and that can be anybody.
     *
     * @param allowed whether the definition lets a build have the secret of that reference
     * @param given names of variables that the action itself sets, so that the file's word does not count
     * @throws InvalidBuildspecException if it may not
     */
    public Buildspec within(Predicate<String> allowed, Set<String> given) throws InvalidBuildspecException {
        for (var secret : secrets.entrySet()) {
            if (!given.contains(secret.getKey()) && !allowed.test(secret.getValue())) {
                throw new InvalidBuildspecException("`env` takes " + secret.getKey() + " from the secret `"
                        + secret.getValue() + "`, which the definition does not let it have. If it may, say so in the"
                        + " Jenkinsfile: buildspec secrets: ['" + secret.getValue() + "'], where * stands for any"
                        + " characters.");
            }
        }
        return this;
    }

    /**
     * A report that a build leaves. Nothing reads it here; the log names it.
     *
     * @param format such as {@code JUNITXML}
     */
    public record Report(String group, String format, Optional<String> baseDirectory, List<String> files) {
        public Report {
            files = List.copyOf(files);
        }
    }

    /**
     * What the output artifact of that name is made of: with several outputs the secondary artifact of its name, otherwise
     * {@code artifacts}.
     *
     * @param outputs how many output artifacts the action has
     * @throws InvalidBuildspecException if the file does not say it
     */
    public ArtifactFiles filesOf(String output, int outputs) throws InvalidBuildspecException {
        if (secondary.containsKey(output)) {
            return secondary.get(output);
        }
        if (outputs > 1) {
            throw new InvalidBuildspecException("`artifacts` / `secondary-artifacts` has no `" + output
                    + "`, and the action puts out " + outputs + " artifacts. Each needs one of its name there"
                    + (secondary.isEmpty() ? "." : "; there are " + String.join(", ", secondary.keySet()) + "."));
        }
        return artifacts.orElseThrow(
                () -> new InvalidBuildspecException("there is no `artifacts` / `files`, and the action" + " puts out '"
                        + output + "'. Say there which files it is made of, or leave the output out."));
    }
}
