package io.jenkins.plugins.stagegate.plugin.job;

/**
 * A definition as its author wrote it.
 *
 * @param fileName what messages call it
 */
public record DefinitionText(String fileName, String text) {
    /** What a definition is called if nothing else is known. */
    public static final String FILE = "Jenkinsfile";
}
