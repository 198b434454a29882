package io.jenkins.plugins.stagegate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GitSourceTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final SampleRepository repository = new SampleRepository();

    private final GitSource source = new GitSource(GitCredentials.NONE, 20);
    private Path folder;
    private String first;

    @Before
    public void startRepository() throws Exception {
        folder = temporary.newFolder("checkout").toPath();
        first = repository.commit("src/hello.txt", "one\n", "Say hello\n\nAt length.");
    }

    @Test
    public void takesTheNewestCommitOfTheDefaultBranch() throws Exception {
        var second = repository.commit("src/hello.txt", "two\n", "Say more");

        var revision = source.checkOut(repository.address(), folder);

        assertThat(revision.commit()).isEqualTo(second);
        assertThat(folder.resolve("src/hello.txt")).hasContent("two\n");
    }

    @Test
    public void leavesNoTraceOfGitInTheFolder() throws Exception {
        source.checkOut(repository.address(), folder);

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("src"));
        }
    }

    @Test
    public void tellsTheVariablesOfTheCommit() throws Exception {
        var revision = source.checkOut(repository.address().onBranch("main"), folder);

        assertThat(revision.variables(Map.of("ConnectionArn", "arn:aws:codestar-connections:eu-west-1:1:connection/c")))
                .containsExactly(
                        Map.entry("CommitId", first),
                        Map.entry("BranchName", "main"),
                        Map.entry("CommitMessage", "Say hello\n\nAt length."),
                        Map.entry("CommitUrl", ""),
                        Map.entry("CommitterDate", "2026-03-01T09:30:00Z"),
                        Map.entry("AuthorDate", "2026-03-01T09:30:00Z"),
                        Map.entry("AuthorName", "Ada"),
                        Map.entry("AuthorEmail", "ada@example.com"),
                        Map.entry("AuthorId", "ada@example.com"),
                        Map.entry("FullRepositoryName", "shop"),
                        Map.entry("RepositoryName", "shop"),
                        Map.entry("ConnectionArn", "arn:aws:codestar-connections:eu-west-1:1:connection/c"));
        assertThat(revision.as("App").summary()).isEqualTo("Say hello");
    }

    @Test
    public void takesABranchByName() throws Exception {
        repository.branch("release/1");
        var there = repository.commit("release.txt", "1\n", "Prepare release 1");
        repository.go("main");

        var revision = source.checkOut(repository.address().onBranch("release/1"), folder);

        assertThat(revision.commit()).isEqualTo(there);
        assertThat(folder.resolve("release.txt")).exists();
    }

    @Test
    public void takesTheCommitThatATagNames() throws Exception {
        repository.tag("v1");
        repository.commit("src/hello.txt", "two\n", "Say more");

        var revision = source.checkOut(repository.address().taggedWith("v1"), folder);

        assertThat(revision.commit()).isEqualTo(first);
        assertThat(revision.branch()).isEqualTo("v1");
    }

    @Test
    public void takesExactlyTheCommitAskedForAlthoughNoBranchPointsToIt() throws Exception {
        repository.commit("src/hello.txt", "two\n", "Say more");

        var revision = source.checkOut(repository.address().at(first), folder);

        assertThat(revision.commit()).isEqualTo(first);
        assertThat(folder.resolve("src/hello.txt")).hasContent("one\n");
    }

    @Test
    public void takesACommitByTheBeginningOfItsId() throws Exception {
        repository.commit("src/hello.txt", "two\n", "Say more");

        var revision = source.checkOut(repository.address().at(first.substring(0, 8)), folder);

        assertThat(revision.commit()).isEqualTo(first);
    }

    @Test
    public void takesAFileAddress() throws Exception {
        var address = GitAddress.of(repository.folder().toUri().toString());

        assertThat(source.checkOut(address, folder).commit()).isEqualTo(first);
    }

    @Test
    public void takesWhatIsCheckedOutInTheRepositoryAroundAFolder() throws Exception {
        Files.writeString(repository.folder().resolve("src/hello.txt"), "not committed\n");

        var revision = source.checkOutOwn(
                repository.folder().resolve("src"), History.KEPT, Optional.empty(), Optional.empty(), folder);

        assertThat(revision.commit()).isEqualTo(first);
        assertThat(revision.branch()).isEqualTo("main");
        assertThat(folder.resolve("src/hello.txt")).hasContent("one\n");
        assertThat(repository.folder().resolve("src/hello.txt")).hasContent("not committed\n");
    }

    @Test
    public void takesAnEarlierCommitOfTheRepositoryAroundAFolder() throws Exception {
        repository.commit("src/hello.txt", "two\n", "Say more");

        var revision = source.checkOutOwn(
                repository.folder(),
                History.KEPT,
                Optional.of(new SourceOverride("App", "COMMIT_ID", first.substring(0, 7))),
                Optional.empty(),
                folder);

        assertThat(revision.commit()).isEqualTo(first);
    }

    @Test
    public void keepsTheModeThatMakesAFileExecutable() throws Exception {
        var script = repository.folder().resolve("run.sh");
        Files.writeString(script, "#!/bin/sh\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        repository.commit("run.sh", "#!/bin/sh\necho\n", "Add a script");

        source.checkOut(repository.address(), folder);

        assertThat(folder.resolve("run.sh")).isExecutable();
    }

    @Test
    public void refusesAFolderThatIsInNoRepository() {
        assertFails(
                () -> source.checkOutOwn(
                        Path.of(temporary.getRoot().getPath()),
                        History.KEPT,
                        Optional.empty(),
                        Optional.empty(),
                        folder),
                ActionFailure.CONFIGURATION,
                "is in no git repository");
    }

    @Test
    public void namesTheNearestBranchesOfOneThatDoesNotExist() throws Exception {
        repository.branch("mail");

        assertFails(
                () -> source.checkOut(repository.address().onBranch("mian"), folder),
                ActionFailure.REVISION_UNAVAILABLE,
                "has no branch 'mian'. Nearest to it: main, mail");
    }

    @Test
    public void saysThatACommitDoesNotExist() {
        assertFails(
                () -> source.checkOut(repository.address().at("0123456789abcdef0123456789abcdef01234567"), folder),
                ActionFailure.REVISION_UNAVAILABLE,
                "has no commit 0123456789abcdef0123456789abcdef01234567 on any branch or tag");
    }

    @Test
    public void saysThatAnIdIsNone() {
        assertFails(
                () -> source.checkOut(repository.address().at("HEAD~1"), folder),
                ActionFailure.CONFIGURATION,
                "'HEAD~1' is no commit id");
    }

    @Test
    public void saysThatThereIsNoRepositoryAtAnAddress() throws Exception {
        var nowhere = temporary.newFolder("nowhere").toPath();

        assertFails(
                () -> source.checkOut(GitAddress.of(nowhere.resolve("gone").toString()), folder),
                ActionFailure.CONFIGURATION,
                "There is no git repository at " + nowhere.resolve("gone"));
        assertFails(
                () -> source.checkOut(GitAddress.of(nowhere.toString()), folder),
                ActionFailure.CONFIGURATION,
                "There is no git repository at " + nowhere);
    }

    @Test
    public void saysThatAnEmptyRepositoryHasNoCommit() throws Exception {
        var empty = temporary.newFolder("empty");
        org.eclipse.jgit.api.Git.init().setDirectory(empty).call().close();

        assertFails(
                () -> source.checkOut(GitAddress.of(empty.getPath()), folder),
                ActionFailure.REVISION_UNAVAILABLE,
                "has no commit on its default branch");
    }

    @Test
    public void saysThatAServerIsNotReached() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertFails(
                () -> source.checkOut(GitAddress.of("http://127.0.0.1:" + free + "/shop.git"), folder),
                ActionFailure.SYSTEM_UNAVAILABLE,
                "cannot be reached: the host takes no connection");
    }

    @Test
    public void saysThatAServerWantsALogin() throws Exception {
        try (var server = answering(401)) {
            assertFails(
                    () -> source.checkOut(GitAddress.of(server.address("ann:secret@")), folder),
                    ActionFailure.PERMISSION,
                    "The repository " + server.address("") + " gave no access. The login in the address was refused");
            assertFails(
                    () -> source.checkOut(GitAddress.of(server.address("")), folder),
                    ActionFailure.PERMISSION,
                    "names none. Add a credentialsId");
        }
    }

    @Test
    public void saysThatALoginIsUnknownOrRefused() throws Exception {
        try (var server = answering(401)) {
            var address = GitAddress.of(Map.of("url", server.address(""), "credentialsId", "git"));
            var known = new GitSource((id, url) -> Optional.of(new GitCredentials.Login("ann", "wrong")), 20);

            assertFails(() -> source.checkOut(address, folder), ActionFailure.CONFIGURATION, "no login 'git' here");
            assertFails(() -> known.checkOut(address, folder), ActionFailure.PERMISSION, "The login 'git' was refused");
        }
    }

    @Test
    public void saysThatALoginMayNotReadThereYet() throws Exception {
        try (var server = answering(403)) {
            var address = GitAddress.of(Map.of("url", server.address(""), "credentialsId", "git"));
            var known = new GitSource((id, url) -> Optional.of(new GitCredentials.Login("ann", "right")), 20);

            assertFails(
                    () -> known.checkOut(address, folder),
                    ActionFailure.PERMISSION,
                    "it may not read there, or not yet: check its password, token or key, and at the provider whether it waits");
        }
    }

    @Test
    public void saysThatAServerIsAskedTooOftenOrHasTrouble() throws Exception {
        try (var server = answering(429)) {
            assertFails(
                    () -> source.checkOut(GitAddress.of(server.address("")), folder),
                    ActionFailure.SYSTEM_UNAVAILABLE,
                    "is asked too often (429). Retry the stage in a while, or name a login with credentialsId");
        }
        try (var server = answering(503)) {
            assertFails(
                    () -> source.checkOut(GitAddress.of(server.address("")), folder),
                    ActionFailure.SYSTEM_UNAVAILABLE,
                    "The server of " + server.address("") + " has trouble (503). Retry the stage in a while.");
        }
    }

    @Test
    public void saysThatAServerKnowsNoSuchRepository() throws Exception {
        try (var server = answering(404)) {
            assertFails(
                    () -> source.checkOut(GitAddress.of(server.address("")), folder),
                    ActionFailure.CONFIGURATION,
                    "There is no git repository at " + server.address(""));
        }
    }

    @Test
    public void saysPlainlyThatSubmodulesAndLargeFilesAreNotTaken() throws Exception {
        repository.commit(
                ".gitattributes", "*.psd filter=lfs diff=lfs merge=lfs -text\n", "Keep large files elsewhere");
        repository.submodule("libs/cart", first);

        var revision = source.checkOut(repository.address(), folder);

        assertThat(revision.omitted())
                .hasSize(2)
                .anyMatch(text -> text.startsWith("Submodules are not taken; their folders are empty: libs/cart."))
                .anyMatch(text -> text.startsWith("Files of Git LFS are not taken"));
    }

    @Test
    public void omitsNothingOfAnOrdinaryCommit() throws Exception {
        assertThat(source.checkOut(repository.address(), folder).omitted()).isEmpty();
    }

    private static void assertFails(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SourceException.class, problem -> {
            assertThat(problem.failure().message()).contains(message).doesNotContain("secret");
            assertThat(problem.failure().code()).isEqualTo(code);
        });
    }

    /** A server that says the same to everybody. */
    private record Server(HttpServer http) implements AutoCloseable {
        String address(String login) {
            return "http://" + login + "127.0.0.1:" + http.getAddress().getPort() + "/acme/shop.git";
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }

    private static Server answering(int status) throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        http.start();
        return new Server(http);
    }
}
