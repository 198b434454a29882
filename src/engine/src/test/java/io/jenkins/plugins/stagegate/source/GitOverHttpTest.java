package io.jenkins.plugins.stagegate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GitOverHttpTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final SampleRepository repository = new SampleRepository();

    private final Map<String, String> logins = new HashMap<>(Map.of("ada", "right"));
    private final GitCredentials credentials =
            (id, url) -> id.equals("git") ? Optional.of(new GitCredentials.Login("ada", "right")) : Optional.empty();
    private GitHttpServer server;
    private GitAddress address;
    private Path cache;

    @Before
    public void serve() throws Exception {
        repository.commit("big.txt", "line of the big file\n".repeat(20_000) + Math.random(), "Begin");
        server = new GitHttpServer(repository.folder().getParent(), logins);
        address = GitAddress.of(Map.of("url", server.address("shop/.git"), "credentialsId", "git"));
        cache = temporary.getRoot().toPath().resolve("cache");
    }

    @After
    public void stop() {
        server.close();
    }

    @Test
    public void takesABranchWithALogin() throws Exception {
        var id = repository.commit("src/hello.txt", "hello\n", "Say hello");
        var folder = folder();

        var revision = new GitSource(credentials, 20).checkOut(address.onBranch("main"), folder);

        assertThat(revision.commit()).isEqualTo(id);
        assertThat(folder.resolve("src/hello.txt")).hasContent("hello\n");
    }

    @Test
    public void refusesACommitThatSomebodyChoseIfNoBranchLeadsToIt() throws Exception {
        var old = repository.commit("a.txt", "a\n", "Change a");
        repository.commit("a.txt", "b\n", "Change it again");
        repository.branch("fork");
        var foreign = repository.commit("a.txt", "evil\n", "Change it to mine");
        repository.go("main");
        repository.delete("fork");
        for (var source : List.of(source(), new GitSource(credentials, 20))) {
            assertThat(source.checkOut(address, chosen(old), Optional.empty(), folder())
                            .commit())
                    .isEqualTo(old);
            assertThatThrownBy(() -> source.checkOut(address, chosen(foreign), Optional.empty(), folder()))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("on no branch and no tag");
        }
    }

    private static Optional<SourceOverride> chosen(String commit) {
        return Optional.of(new SourceOverride("App", "COMMIT_ID", commit));
    }

    @Test
    public void asksForBranchesAndTagsAndNotForEveryPullRequest() throws Exception {
        source().heads(address);
        int before = server.lists();
        var packed = new StringBuilder("# pack-refs with: peeled fully-peeled sorted\n");
        var id = repository.commit("a.txt", "a\n", "Change a");
        for (int i = 0; i < 2000; i++) {
            packed.append(id).append(" refs/pull/").append(i).append("/head\n");
        }
        Files.writeString(repository.folder().resolve(".git/packed-refs"), packed);

        var heads = source().heads(address);

        assertThat(heads.branches()).containsEntry("main", id);
        assertThat(server.lists() - before).isLessThan(2 * before);
    }

    @Test
    public void takesExactlyTheCommitAskedForAlthoughTheBranchWentOn() throws Exception {
        var pushed = repository.commit("src/hello.txt", "one\n", "Say hello");
        repository.commit("src/hello.txt", "two\n", "Say more");
        var folder = folder();

        var revision = source().checkOut(address.onBranch("main").at(pushed), folder);

        assertThat(revision.commit()).isEqualTo(pushed);
        assertThat(folder.resolve("src/hello.txt")).hasContent("one\n");
    }

    @Test
    public void callsThePushedBranchByItsNameWhateverBranchTheActionFollows() throws Exception {
        repository.branch("feature/cart");
        var pushed = repository.commit("cart.c", "c\n", "Begin a cart");

        var revision = source().checkOut(address.onBranch("main").at(pushed), folder());

        assertThat(revision.branch()).isEqualTo("feature/cart");
    }

    @Test
    public void fetchesOnlyWhatIsNewOnceItHasACopy() throws Exception {
        source().checkOut(address, folder());
        repository.commit("small.txt", "small\n", "Add a little");
        var before = server.packs().size();

        var revision = source().checkOut(address, folder());

        assertThat(revision.summary()).isEqualTo("Add a little");
        var after = server.packs().subList(before, server.packs().size());
        assertThat(after.stream().mapToInt(Integer::intValue).sum()).isBetween(1, 4000);
    }

    @Test
    public void fetchesNothingThatItHas() throws Exception {
        source().checkOut(address, folder());
        source().heads(address);
        var lists = server.packs().size();
        source().heads(address);
        var requestsOfOneList = server.packs().size() - lists;
        var before = server.packs().size();

        source().checkOut(address, folder());

        assertThat(server.packs().size() - before).isEqualTo(requestsOfOneList);
    }

    @Test
    public void keepsNoCopyForAShallowSource() throws Exception {
        var shallow =
                GitAddress.of(Map.of("url", server.address("shop/.git"), "credentialsId", "git", "shallow", "true"));

        source().checkOut(shallow, folder());

        assertThat(cache).doesNotExist();
    }

    @Test
    public void makesTheCopyAnewThatWasThrownAway() throws Exception {
        source().checkOut(address, folder());
        org.eclipse.jgit.util.FileUtils.delete(cache.toFile(), org.eclipse.jgit.util.FileUtils.RECURSIVE);

        var folder = folder();
        source().checkOut(address, folder);

        assertThat(folder.resolve("big.txt")).exists();
    }

    @Test
    public void saysAtOnceThatALoginExpiredAlthoughACopyIsThere() throws Exception {
        source().checkOut(address, folder());
        logins.put("ada", "renewed");

        assertThatThrownBy(() -> source().checkOut(address, folder()))
                .isInstanceOfSatisfying(SourceException.class, problem -> {
                    assertThat(problem.failure().code()).isEqualTo(ActionFailure.PERMISSION);
                    assertThat(problem).hasMessageContaining("The login 'git' was refused. It is wrong or has expired");
                    assertThat(problem).hasMessageNotContaining("right");
                });
    }

    @Test
    public void saysThatASourceNamesNoLogin() {
        assertThatThrownBy(() -> source().heads(GitAddress.of(server.address("shop/.git"))))
                .hasMessageContaining("It wants a login, and the source action names none");
    }

    @Test
    public void asksBeforeItConnectsToAServerThatItWasSentTo() throws Exception {
        var gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            var there = server.address("shop/.git") + "/info/refs?service=git-upload-pack";
            exchange.getResponseHeaders().add("Location", there);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        gateway.start();
        var port = gateway.getAddress().getPort();
        var sent = GitAddress.of(Map.of("url", "http://localhost:" + port + "/shop/.git", "credentialsId", "git"));
        try {
            assertThat(source().heads(sent).branches()).containsKey("main");
            assertThatThrownBy(
                            () -> source().within(GitOverHttpTest::onlyByName).heads(sent))
                    .isInstanceOfSatisfying(
                            SourceException.class,
                            problem -> assertThat(problem.failure().code()).isEqualTo(ActionFailure.PERMISSION))
                    .hasMessage("The repository " + sent.url() + " was not asked: 127.0.0.1 is out of bounds.");
        } finally {
            gateway.stop(0);
        }
    }

    @Test
    public void asksBeforeItConnectsOverSsh() {
        for (String url : List.of("ssh://git@127.0.0.1:1/shop.git", "git@127.0.0.1:shop.git")) {
            var there = GitAddress.of(url);
            assertThatThrownBy(
                            () -> source().within(GitOverHttpTest::onlyByName).heads(there))
                    .hasMessage("The repository " + GitFailures.withoutLogin(url)
                            + " was not asked: 127.0.0.1 is out of bounds.");
        }
    }

    private static void onlyByName(URI address) throws IOException {
        if (!address.getHost().equals("localhost")) {
            throw new IOException(address.getHost() + " is out of bounds.");
        }
    }

    @Test
    public void listsTheNewestCommitsOfBranchesAndTags() throws Exception {
        var main = repository.commit("a.txt", "a\n", "On main");
        repository.tag("v1");
        repository.branch("release/1");
        var release = repository.commit("b.txt", "b\n", "On release");
        repository.go("main");

        var heads = source().heads(address);

        assertThat(heads.branches()).containsOnly(Map.entry("main", main), Map.entry("release/1", release));
        assertThat(heads.tags()).containsOnly(Map.entry("v1", main));
        assertThat(heads.defaultBranch()).contains("main");
    }

    @Test
    public void namesTheFilesThatAPushChanged() throws Exception {
        var before = repository.commit("docs/a.md", "a\n", "Write");
        repository.commit("docs/a.md", "more\n", "Write more");
        var after = repository.commit("src/b.c", "b\n", "Program");

        assertThat(source().changedFiles(address, Range.push("main", Optional.of(before), after)))
                .containsExactly("docs/a.md", "src/b.c");
    }

    @Test
    public void namesWhatANewBranchChangedSinceItLeftTheDefaultBranch() throws Exception {
        repository.branch("feature/cart");
        var first = repository.commit("cart/cart.c", "c\n", "Begin a cart");
        repository.go("main");
        repository.commit("docs/a.md", "a\n", "Write meanwhile");

        assertThat(source().changedFiles(address, Range.push("feature/cart", Optional.empty(), first)))
                .containsExactly("cart/cart.c");
    }

    @Test
    public void namesWhatAPullRequestWouldChangeInItsTarget() throws Exception {
        repository.branch("release/1");
        repository.commit("release.txt", "1\n", "Release");
        repository.branch("fix");
        var fix = repository.commit("fix.c", "f\n", "Mend");
        repository.go("main");

        assertThat(source().changedFiles(address, Range.pullRequest("fix", "release/1", fix)))
                .containsExactly("fix.c");
    }

    @Test
    public void namesAllFilesOfTheDefaultBranchIfTheCommitBeforeIsGone() throws Exception {
        var only = repository.commit("docs/a.md", "a\n", "Write");
        var gone = "0123456789abcdef0123456789abcdef01234567";

        assertThat(source().changedFiles(address, Range.push("main", Optional.of(gone), only)))
                .containsExactly("big.txt", "docs/a.md");
    }

    /** Servers hide a private repository from a token that waits for somebody's approval. */
    @Test
    public void saysOfARepositoryThatIsNotThereThatTheLoginMayNotSeeItYet() {
        server.trouble(404);
        var open = GitAddress.of(server.address("shop/.git").replace("//", "//ada:right@"));

        assertThatThrownBy(() -> source().checkOut(address, folder()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("There is no git repository at " + server.address("shop/.git"))
                .hasMessageContaining("the login 'git' may not see it, or not yet")
                .hasMessageNotContaining("without a credentialsId");
        assertThatThrownBy(() -> source().checkOut(open, folder())).hasMessageContaining("without a credentialsId");
    }

    private GitSource source() {
        return new GitSource(credentials, 20, cache);
    }

    private Path folder() throws Exception {
        return Files.createTempDirectory(temporary.getRoot().toPath(), "checkout");
    }
}
