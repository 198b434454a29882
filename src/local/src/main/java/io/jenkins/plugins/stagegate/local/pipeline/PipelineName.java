package io.jenkins.plugins.stagegate.local.pipeline;

import java.nio.file.Path;

/** The name of a pipeline that nobody named. */
final class PipelineName {
    private static final String USUAL = "Jenkinsfile";
    private static final int LONGEST = 100;

    private PipelineName() {}

    /** The folder's name for a {@code Jenkinsfile}, otherwise what the file is called besides that. */
    static String of(Path file) {
        var name = file.getFileName().toString();
        var own = name.replace(USUAL, "").replaceAll("\\.groovy$", "").replaceAll("^[.-]+|[.-]+$", "");
        var folder = file.toAbsolutePath().normalize().getParent();
        var text = own.isEmpty() && folder != null && folder.getFileName() != null
                ? folder.getFileName().toString()
                : own;
        return allowed(text.isEmpty() ? "pipeline" : text);
    }

    /** CodePipeline's names have letters, digits and {@code . @ - _}. */
    private static String allowed(String text) {
        var plain = text.replaceAll("[^A-Za-z0-9.@_-]", "-");
        return plain.substring(0, Math.min(plain.length(), LONGEST));
    }
}
