package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.s3.S3Server;
import java.nio.file.Files;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Buckets as a source, as a target and as the store of artifacts, in the program as users have it. */
public class S3RunTest {
    @Rule
    public final Project project = new Project();

    private S3Server server;
    private String in;
    private String out;

    @Before
    public void begin() throws Exception {
        server = S3Server.get();
        in = server.newBucketWithVersions();
        out = server.newBucket();
        project.with("STAGE_GATE_CREDENTIALS_S3", "key:secret-of-the-key");
    }

    private String where() {
        return "endpoint: '" + server.endpoint() + "', region: 'us-east-1', credentialsId: 's3'";
    }

    private void define() throws Exception {
        project.commit(
                "Jenkinsfile",
                """
                releasePipeline {
                    stages {
                        stage('Source') {
                            source('Prices') { s3 bucket: '%s', key: 'prices.txt', %s; output 'PriceFiles'; namespace 'Prices' }
                        }
                        stage('Site') {
                            build('Page') { input 'PriceFiles'; commands '(echo "#{Prices.VersionId}"; cat prices.txt) > index.html'; output 'Page', files: 'index.html' }
                            deploy('Publish') { s3 bucket: '%s', key: 'site', cacheControl: 'no-cache', %s; input 'Page'; namespace 'Publish' }
                            deploy('Archive') { s3 bucket: '%s', key: 'page-{uuid}.zip', extract: false, %s; input 'Page' }
                            test('Told') { commands 'echo "#{Publish.ObjectKey}" > $PROJECT/said' }
                        }
                    }
                }
                """
                        .formatted(in, where(), out, where(), out, where()));
    }

    @Test
    public void aSiteIsMadeOfAnObjectAndPublishedAsObjects() throws Exception {
        var version = server.put(in, "prices.txt", "tea 3");
        define();
        var run = project.start("run", "--log");
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(server.text(out, "site/index.html")).isEqualTo(version + "\ntea 3");
        assertThat(server.head(out, "site/index.html").cacheControl()).isEqualTo("no-cache");
        assertThat(server.keys(out)).anyMatch(key -> key.matches("page-[0-9a-f-]{36}\\.zip"));
        assertThat(project.written("said")).isEqualTo("site\n");
        assertThat(run.text()).contains("Put s3://" + out + "/site/index.html").doesNotContain("secret-of-the-key");
    }

    @Test
    public void takesTheVersionThatIsAskedFor() throws Exception {
        var first = server.put(in, "prices.txt", "tea 3");
        server.put(in, "prices.txt", "tea 4");
        define();
        var run = project.start("run", "--revision", "Prices=" + first);
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(server.text(out, "site/index.html")).endsWith("tea 3");
    }

    @Test
    public void artifactsAreInTheBucketThatTheStateFolderNames() throws Exception {
        server.put(in, "prices.txt", "tea 3");
        define();
        var bucket = server.newBucket();
        var state = Files.createDirectories(project.folder().resolve(".stage-gate"));
        Files.writeString(
                state.resolve("artifact-store.json"),
                """
                {"type": "S3", "location": "%s", "prefix": "artifacts", "endpoint": "%s", "region": "us-east-1",
                 "credentialsId": "s3", "encryptionKey": {"id": "%s", "type": "KMS"}}
                """
                        .formatted(bucket, server.endpoint(), server.key()));
        var run = project.start("run");
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(server.keys(bucket)).hasSize(2).allMatch(key -> key.startsWith("artifacts/shop/sha256/"));
        assertThat(server.head(bucket, server.keys(bucket).get(0)).ssekmsKeyId())
                .isEqualTo(server.key());
        try (var left = Files.walk(state.resolve("shop/artifacts"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    public void artifactsAreEncryptedWithTheStoresOwnKeysIfTheFileSaysSo() throws Exception {
        server.put(in, "prices.txt", "tea 3");
        define();
        var bucket = server.newBucket();
        var state = Files.createDirectories(project.folder().resolve(".stage-gate"));
        Files.writeString(
                state.resolve("artifact-store.json"),
                """
                {"type": "S3", "location": "%s", "endpoint": "%s", "credentialsId": "s3", "encryption": "AES256"}
                """
                        .formatted(bucket, server.endpoint()));
        var run = project.start("run");
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(server.head(bucket, server.keys(bucket).get(0)).serverSideEncryptionAsString())
                .isEqualTo("AES256");
    }

    @Test
    public void aFileThatNamesNoBucketIsRefusedBeforeAnythingBegins() throws Exception {
        define();
        var state = Files.createDirectories(project.folder().resolve(".stage-gate"));
        Files.writeString(state.resolve("artifact-store.json"), "{\"type\": \"S3\", \"bucket\": \"x\"}");
        var run = project.start("run");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text()).contains("artifact-store.json does not say where artifacts are: 'bucket' is not known.");
    }
}
