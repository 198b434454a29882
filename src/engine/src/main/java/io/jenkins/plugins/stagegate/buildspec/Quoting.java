package io.jenkins.plugins.stagegate.buildspec;

/** Texts as words of a shell. */
final class Quoting {
    private Quoting() {}

    /** One word, whatever is in it. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
