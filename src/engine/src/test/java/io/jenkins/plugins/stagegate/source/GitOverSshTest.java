package io.jenkins.plugins.stagegate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GitOverSshTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final SampleRepository repository = new SampleRepository();

    private KeyPair pair;
    private GitSshServer server;
    private String commit;
    private Path known;

    @Before
    public void serve() throws Exception {
        commit = repository.commit("src/hello.txt", "one\n", "Say hello");
        pair = ed25519();
        server = new GitSshServer(pair.getPublic());
        known = temporary.newFile("known_hosts").toPath();
        Files.writeString(known, server.knownHost());
    }

    @After
    public void stop() throws Exception {
        server.close();
    }

    @Test
    public void takesARevisionWithAKey() throws Exception {
        var folder = temporary.newFolder("checkout").toPath();

        var revision =
                source(text(pair, null), Optional.empty()).checkOut(address().onBranch("main"), folder);

        assertThat(revision.commit()).isEqualTo(commit);
        assertThat(folder.resolve("src/hello.txt")).hasContent("one\n");
    }

    @Test
    public void takesAnExactCommit() throws Exception {
        repository.commit("src/hello.txt", "two\n", "Say more");
        var folder = temporary.newFolder("checkout").toPath();

        var revision =
                source(text(pair, null), Optional.empty()).checkOut(address().at(commit), folder);

        assertThat(revision.commit()).isEqualTo(commit);
    }

    @Test
    public void readsAKeyWithAPassphrase() throws Exception {
        var locked = text(pair, "open sesame");

        assertThat(source(locked, Optional.of("open sesame")).heads(address()).branches())
                .containsOnly(Map.entry("main", commit));
        assertFails(
                source(locked, Optional.of("wrong")),
                ActionFailure.CONFIGURATION,
                "The login 'git' holds no private key that can be read");
    }

    @Test
    public void saysThatAKeyIsNotTheRightOne() throws Exception {
        assertFails(
                source(text(ed25519(), null), Optional.empty()),
                ActionFailure.PERMISSION,
                "The login 'git' was refused. It is wrong or has expired");
    }

    @Test
    public void saysThatAServerIsNotAKnownOne() throws Exception {
        Files.writeString(known, "");

        assertFails(
                source(text(pair, null), Optional.empty()),
                ActionFailure.PERMISSION,
                "is not among the known hosts, or has another key than it had");
        assertThat(known).as("nobody becomes known by being asked").isEmptyFile();
    }

    @Test
    public void saysThatAServerHasAnotherKeyThanItHad() throws Exception {
        try (var impostor = new GitSshServer(pair.getPublic())) {
            var port = impostor.address(Path.of("/")).replaceAll(".*:(\\d+)/", "$1");
            Files.writeString(known, server.knownHost().replaceFirst(":\\d+", ":" + port));
            var address = GitAddress.of(Map.of("url", impostor.address(repository.folder()), "credentialsId", "git"));
            var source = source(text(pair, null), Optional.empty());

            assertThatThrownBy(() -> source.heads(address)).hasMessageContaining("has another key than it had");
        }
    }

    @Test
    public void saysThatAHostHasNoSuchKey() {
        assertFails(
                new GitSource(GitCredentials.NONE, 20),
                ActionFailure.CONFIGURATION,
                "There is no login 'git' with a private key here");
    }

    @Test
    public void saysThatTheServerHasNoSuchRepository() throws Exception {
        var gone = GitAddress.of(Map.of("url", server.address(Path.of("/nowhere/shop.git")), "credentialsId", "git"));
        var source = source(text(pair, null), Optional.empty());

        assertThatThrownBy(() -> source.heads(gone)).hasMessageContaining("There is no git repository at");
    }

    private GitAddress address() {
        return GitAddress.of(Map.of("url", server.address(repository.folder()), "credentialsId", "git"));
    }

    private GitSource source(String key, Optional<String> passphrase) {
        var credentials = new GitCredentials() {
            @Override
            public Optional<Login> find(String id, String url) {
                return Optional.empty();
            }

            @Override
            public Optional<SshKey> findKey(String id, String url) {
                return Optional.of(new SshKey(key, passphrase));
            }

            @Override
            public Path knownHosts() {
                return known;
            }
        };
        return new GitSource(credentials, 20, temporary.getRoot().toPath().resolve("cache"));
    }

    private void assertFails(GitSource source, String code, String message) {
        assertThatThrownBy(() -> source.heads(address())).isInstanceOfSatisfying(SourceException.class, problem -> {
            assertThat(problem).hasMessageContaining(message);
            assertThat(problem.failure().code()).isEqualTo(code);
        });
    }

    private static KeyPair ed25519() throws Exception {
        return SecurityUtils.getKeyPairGenerator(SecurityUtils.ED25519).generateKeyPair();
    }

    private static String text(KeyPair pair, String passphrase) throws Exception {
        OpenSSHKeyEncryptionContext encryption = null;
        if (passphrase != null) {
            encryption = new OpenSSHKeyEncryptionContext();
            encryption.setPassword(passphrase);
            encryption.setCipherName("AES");
            encryption.setCipherType("256");
            encryption.setCipherMode("CTR");
        }
        var text = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", encryption, text);
        return text.toString(StandardCharsets.US_ASCII);
    }
}
