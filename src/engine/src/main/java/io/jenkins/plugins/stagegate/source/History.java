package io.jenkins.plugins.stagegate.source;

import java.util.Map;

/** What becomes of the commits that lead to the one that a git source action takes. */
public enum History {
    /** They are kept in a copy, where one can be, so that only what is new is fetched. */
    KEPT,

    /** They are not fetched. */
    NONE,

    /** They are handed on, with the tags on them, in a {@code .git} beside the files. */
    HANDED_ON;

    /** What the settings of a source action say by {@code shallow} and {@code fullClone}, of which at most one is true. */
    public static History of(Map<String, String> configuration) {
        if (Boolean.parseBoolean(configuration.get("fullClone"))) {
            return HANDED_ON;
        }
        return Boolean.parseBoolean(configuration.get("shallow")) ? NONE : KEPT;
    }
}
