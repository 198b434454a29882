package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.rules.ExternalResource;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * The part for S3 and ECR as administrators install it. Where {@code src/s3} was not packaged, tests with it are skipped and say so,
 * unless {@code STAGE_GATE_S3} names the jar, as in CI: then it must be there.
 */
final class PackagedPart extends ExternalResource {
    private static final Optional<String> SAID = Optional.ofNullable(System.getenv("STAGE_GATE_S3"));

    /** The jar. */
    static final Path JAR = Path.of(SAID.orElse("../s3/target/stage-gate-s3.jar"))
            .toAbsolutePath()
            .normalize();

    @Override
    protected void before() {
        boolean there = Files.isRegularFile(JAR);
        if (!there) {
            System.err.println("There is no " + JAR
                    + ", so S3 and ECR in Jenkins are not tested. `mvn package -pl src/s3 -am` makes it.");
        }
        assumeTrue("stage-gate-s3.jar was packaged", there || SAID.isPresent());
        assertThat(JAR).isRegularFile();
    }

    /** Does what an administrator does with it. */
    static void install(JenkinsRule jenkins, String jar) throws IOException {
        var folder =
                Files.createDirectories(jenkins.jenkins.getRootDir().toPath().resolve("stage-gate"));
        Files.copy(Path.of(jar), folder.resolve("stage-gate-s3.jar"));
    }
}
