package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Servers that take connections and say nothing: nobody waits for them longer than the action's timeout. */
public class SilentServerTest {
    @Rule
    public final Project project = new Project();

    private ServerSocket server;

    @Before
    public void listen() throws Exception {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        project.with("STAGE_GATE_CREDENTIALS_S3", "key:secret-of-the-key");
    }

    @After
    public void close() throws Exception {
        server.close();
    }

    private void assertTimedOut(String source, String deploy) throws Exception {
        project.commit("site/index.html", "<p>Hello");
        project.commit(
                "Jenkinsfile",
                """
                releasePipeline {
                    stages {
                        stage('Source') { source('Take') { %s; output 'Files' } }
                        stage('Put') { deploy('Put') { %s; input 'Files' } }
                    }
                }
                """
                        .formatted(source, deploy));

        var run = project.start("run", "--log");

        assertThat(run.exitCode()).as(run.text()).isEqualTo(1);
        // Twice: once as a line of the log, once as the reason.
        assertThat(run.text().split("It ran longer than its timeout of 1 s and was ended\\.", -1))
                .as(run.text())
                .hasSizeGreaterThan(2);
    }

    private String s3() {
        return "s3 bucket: 'shop', key: 'site', endpoint: 'http://127.0.0.1:%d', credentialsId: 's3'; timeout '1s'"
                .formatted(server.getLocalPort());
    }

    @Test
    public void anObjectIsNotWaitedFor() throws Exception {
        assertTimedOut(s3(), "commands 'true'");
    }

    @Test
    public void aBucketIsNotWaitedForEither() throws Exception {
        assertTimedOut("folder 'site'", s3());
    }

    @Test
    public void anImageIsNotWaitedFor() throws Exception {
        assertTimedOut(
                "image '127.0.0.1:%d/shop/base:1.2'; timeout '1s'".formatted(server.getLocalPort()), "commands 'true'");
    }

    @Test
    public void aRepositoryIsNotWaitedFor() throws Exception {
        assertTimedOut(
                "git url: 'http://127.0.0.1:%d/shop.git'; timeout '1s'".formatted(server.getLocalPort()),
                "commands 'true'");
    }
}
