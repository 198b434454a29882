package io.jenkins.plugins.stagegate.buildspec;

import static io.jenkins.plugins.stagegate.buildspec.Quoting.quoted;

import io.jenkins.plugins.stagegate.spi.ActionEnvironment;
import io.jenkins.plugins.stagegate.spi.CommandScript;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The POSIX shell script that does what a build specification says.
 *
 * <p>It runs in the folder of the primary source and needs nothing but {@code sh}, and the folder that {@link
 * CommandScript#EXPORTS_FOLDER} names. It ends with 0 if the build has succeeded. How the commands keep one shell though any of
 * them may leave it, {@code driver.sh} says.
 */
public final class BuildScript {
    private static final String DRIVER = driver();

    private final StringBuilder script = new StringBuilder();
    private final Buildspec spec;
    private final Build build;

    private BuildScript(Buildspec spec, Build build) {
        this.spec = spec;
        this.build = build;
    }

    /** The script for this build. */
    public static String of(Buildspec spec, Build build) {
        return new BuildScript(spec, build).text();
    }

    private String text() {
        line("#!/bin/sh");
        if (spec.bash()) {
            bash();
        }
        line("stage_gate_isolated=" + (spec.isolated() ? 1 : 0));
        line("stage_gate_copies=" + (retries() ? 1 : 0));
        variables();
        line("stage_gate_notes() {");
        line("  :");
        spec.notes().forEach(note -> line("  stage_gate_say " + quoted(note)));
        line("}");
        line("stage_gate_require() {");
        line("  :");
        spec.secrets().forEach(this::require);
        line("}");
        new Phases(spec.phases()).lines().forEach(this::line);
        export();
        reports();
        return script + DRIVER;
    }

    private void line(String line) {
        script.append(line).append('\n');
    }

    private boolean retries() {
        return spec.phases().stream().anyMatch(phase -> phase.onFailure() instanceof OnFailure.Retry);
    }

    private void bash() {
        line("if [ -z \"${STAGE_GATE_BASH-}\" ]; then");
        line("  command -v bash > /dev/null || {");
        line(
                "    echo 'The buildspec says `shell: bash`, and there is no bash in the PATH. Install it, or choose another agent.' >&2");
        line("    exit 127");
        line("  }");
        line("  STAGE_GATE_BASH=1 exec bash \"$0\"");
        line("fi");
        line("unset STAGE_GATE_BASH");
    }

    /** The variables of the file come last: whoever starts the build may replace them, and CodeBuild's own nobody may. */
    private void variables() {
        spec.variables().forEach((name, value) -> {
            if (!build.given().contains(name)) {
                set(name, quoted(value));
            }
        });
        set("CODEBUILD_SRC_DIR", "\"$PWD\"");
        for (String input : build.others()) {
            set("CODEBUILD_SRC_DIR_" + word(input), "\"${" + ActionEnvironment.inputVariable(input) + "-}\"");
        }
        set("CODEBUILD_BUILD_ID", quoted(build.project() + ":" + build.id()));
        set(
                "CODEBUILD_BUILD_ARN",
                quoted("arn:aws:codebuild:local:000000000000:build/" + build.project() + ":" + build.id()));
        set("CODEBUILD_BUILD_NUMBER", String.valueOf(build.number()));
        set("CODEBUILD_INITIATOR", quoted("codepipeline/" + build.pipeline()));
        build.revision().ifPresent(revision -> {
            set("CODEBUILD_RESOLVED_SOURCE_VERSION", quoted(revision));
            set("CODEBUILD_SOURCE_VERSION", quoted(revision));
        });
        set("CODEBUILD_START_TIME", "\"$(date +%s)000\"");
        set("CODEBUILD_BUILD_SUCCEEDING", "1");
    }

    private void set(String name, String value) {
        line("export " + name + "=" + value);
    }

    private static String word(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "_");
    }

    private void require(String name, String reference) {
        if (!build.given().contains(name)) {
            line("  if [ -z \"${" + name + "+set}\" ]; then");
            line("    stage_gate_say "
                    + quoted("The variable " + name + " is a secret of AWS, `" + reference
                            + "`, which is not here. Give it under"
                            + " the id `" + Secrets.id(reference)
                            + "` (docs/buildspec.md#secrets), or give the agent a variable "
                            + name + "."));
            line("    stage_gate_missing=1");
            line("  fi");
        }
    }

    private void export() {
        line("stage_gate_export() {");
        line("  :");
        for (String name : spec.exports()) {
            line("  if [ -n \"${" + name + "+set}\" ]; then printf %s \"$" + name + "\" > \"$"
                    + CommandScript.EXPORTS_FOLDER + "/" + name + "\"; fi");
        }
        line("}");
    }

    private void reports() {
        line("stage_gate_reports() {");
        line("  :");
        for (Buildspec.Report report : spec.reports()) {
            line("  stage_gate_say "
                    + quoted("Report " + report.group() + " (" + report.format() + "): "
                            + String.join(", ", files(report))));
        }
        line("}");
    }

    private static List<String> files(Buildspec.Report report) {
        return report.files().stream()
                .map(file -> report.baseDirectory().map(folder -> folder + "/").orElse("") + file)
                .toList();
    }

    private static String driver() {
        try (InputStream text = BuildScript.class.getResourceAsStream("driver.sh")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("driver.sh belongs to this program", e);
        }
    }
}
