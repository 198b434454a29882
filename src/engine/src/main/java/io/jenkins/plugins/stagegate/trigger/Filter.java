package io.jenkins.plugins.stagegate.trigger;

import io.jenkins.plugins.stagegate.model.Glob;
import io.jenkins.plugins.stagegate.model.InvalidGlobException;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Patterns that let names pass.
 *
 * @param what the names are of: branch, tag or path
 */
record Filter(String what, List<Glob> include, List<Glob> exclude) {

    /**
     * The filter that the patterns say.
     *
     * @throws InvalidGlobException if they were never validated, and are none
     */
    static Filter of(String what, Patterns patterns) {
        return new Filter(
                what,
                patterns.include().stream().map(Glob::of).toList(),
                patterns.exclude().stream().map(Glob::of).toList());
    }

    Verdict verdict(String name) {
        var excluding = first(exclude, name);
        if (excluding.isPresent()) {
            return Verdict.no(what + " `" + name + "` is excluded by `" + excluding.get() + "`");
        }
        if (include.isEmpty()) {
            return Verdict.yes(exclude.isEmpty() ? "" : what + " `" + name + "` is not excluded");
        }
        return first(include, name)
                .map(pattern -> Verdict.yes(what + " `" + name + "` matched `" + pattern + "`"))
                .orElseGet(() -> Verdict.no(what + " `" + name + "` did not match " + listed(include)));
    }

    /** One name that passes is enough. */
    Verdict anyOf(Optional<List<String>> names) {
        if (include.isEmpty() && exclude.isEmpty()) {
            return Verdict.yes("");
        }
        if (names.isEmpty()) {
            return Verdict.no(Verdict.FILES_UNKNOWN);
        }
        var verdicts = names.get().stream().map(this::verdict);
        return verdicts.filter(Verdict::fires).findFirst().orElseGet(() -> none(names.get()));
    }

    private Verdict none(List<String> names) {
        if (names.isEmpty()) {
            return Verdict.no("no file changed");
        }
        var included = names.stream()
                .filter(name -> include.isEmpty() || first(include, name).isPresent())
                .toList();
        if (included.isEmpty()) {
            return Verdict.no("no " + what + " matched " + listed(include));
        }
        var others = included.size() - 1;
        return Verdict.no(verdict(included.get(0)).reason()
                + (others == 0
                        ? ""
                        : ", and " + others + (others == 1 ? " other is excluded" : " others are excluded") + ", too"));
    }

    private static Optional<Glob> first(List<Glob> patterns, String name) {
        return patterns.stream().filter(pattern -> pattern.matches(name)).findFirst();
    }

    private static String listed(List<Glob> patterns) {
        return patterns.stream().map(pattern -> "`" + pattern + "`").collect(Collectors.joining(" or "));
    }
}
