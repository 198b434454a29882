package io.jenkins.plugins.stagegate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.artifact.Archive;
import io.jenkins.plugins.stagegate.artifact.FileSelection;
import io.jenkins.plugins.stagegate.artifact.Limits;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What git itself makes of an artifact with its history, on another machine than the one that took it. */
public class FullCloneTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final SampleRepository repository = new SampleRepository();

    private GitHttpServer server;
    private GitSource source;
    private String first;
    private String second;

    @Before
    public void serve() throws Exception {
        first = repository.commit("src/hello.txt", "one\n", "Say hello");
        repository.tag("v1");
        second = repository.commit("src/hello.txt", "two\n", "Say more");
        server = new GitHttpServer(repository.folder().getParent(), Map.of("ada", "right"));
        var login = Optional.of(new GitCredentials.Login("ada", "right"));
        source = new GitSource(
                (id, url) -> login, 20, temporary.getRoot().toPath().resolve("cache"));
    }

    @After
    public void stop() {
        server.close();
    }

    @Test
    public void gitFindsTheCommitsAndTagsThatLeadToTheRevisionAndNothingElse() throws Exception {
        repository.branch("aside");
        repository.commit("aside.txt", "a\n", "Go aside");
        repository.tag("v2-on-the-side");
        repository.go("main");

        var there = unpacked(taken(address().onBranch("main")));

        assertThat(git(there, "describe", "--tags", "--dirty")).isEqualTo("v1-1-g" + second.substring(0, 7));
        assertThat(git(there, "log", "--format=%H %s")).isEqualTo(second + " Say more\n" + first + " Say hello");
        assertThat(git(there, "log", "--all", "--format=%s")).doesNotContain("Go aside");
        assertThat(git(there, "tag")).isEqualTo("v1");
        assertThat(git(there, "fsck", "--strict")).isEmpty();
    }

    @Test
    public void gitSeesNoChangeUntilThereIsOne() throws Exception {
        Files.writeString(repository.folder().resolve("run.sh"), "#!/bin/sh\n");
        assertThat(repository.folder().resolve("run.sh").toFile().setExecutable(true))
                .isTrue();
        repository.commit("run.sh", "#!/bin/sh\necho\n", "Add a script");
        repository.commit("dos.bat", "echo\r\n", "Add a file with the line ends of Windows");
        repository.commit(".gitattributes", "*.txt text eol=crlf\n", "Write texts as Windows does");
        repository.submodule("libs/cart", first);

        var there = unpacked(taken(address().onBranch("main")));

        assertThat(git(there, "status", "--porcelain", "--branch")).isEqualTo("## main...origin/main");
        Files.writeString(there.resolve("dos.bat"), "echo changed\r\n");
        assertThat(git(there, "describe", "--tags", "--dirty")).endsWith("-dirty");
    }

    @Test
    public void anActionMayCommitBranchAndTagThere() throws Exception {
        var there = unpacked(taken(address().onBranch("main")));

        Files.writeString(there.resolve("VERSION"), "2\n");
        git(there, "add", "VERSION");
        git(there, "-c", "user.name=Bo", "-c", "user.email=bo@example.com", "commit", "-q", "-m", "Version 2");
        git(there, "tag", "v2");
        git(there, "switch", "-q", "-c", "release/2");

        assertThat(git(there, "describe", "--tags")).isEqualTo("v2");
        assertThat(git(there, "rev-parse", "v2~1")).isEqualTo(second);
    }

    @Test
    public void knowsWhereItCameFromWithoutTheLogin() throws Exception {
        var open = GitAddress.of(
                Map.of("url", server.address("shop/.git").replace("//", "//ada:right@"), "fullClone", "true"));
        var folder = folder();
        new GitSource(GitCredentials.NONE, 20).checkOut(open, folder);

        assertThat(git(folder, "remote", "get-url", "origin")).isEqualTo(server.address("shop/.git"));
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("ada:right");
            }
        }
    }

    @Test
    public void anAddressOfSshKeepsItsUser() {
        assertThat(GitFailures.withoutPassword(GitAddress.of("ssh://git:secret@git.example.com/shop.git")))
                .isEqualTo("ssh://git@git.example.com/shop.git");
        assertThat(GitFailures.withoutPassword(GitAddress.of("git@git.example.com:shop.git")))
                .isEqualTo("git@git.example.com:shop.git");
        assertThat(GitFailures.withoutPassword(GitAddress.of("https://ada:ri%ght^@git.example.com/shop.git")))
                .isEqualTo("https://git.example.com/shop.git");
    }

    @Test
    public void theSameRevisionHasTheSameBytes() throws Exception {
        assertThat(packed(taken(address().onBranch("main"))))
                .hasSameBinaryContentAs(packed(taken(address().onBranch("main"))));
    }

    @Test
    public void aTagThatWasSetLaterIsThereAlthoughItsCommitWas() throws Exception {
        taken(address().onBranch("main"));
        repository.tag("v2");

        assertThat(git(taken(address().onBranch("main")), "describe")).isEqualTo("v2");
    }

    @Test
    public void aTagIsDetached() throws Exception {
        var there = unpacked(taken(address().taggedWith("v1")));

        assertThat(git(there, "describe", "--dirty")).isEqualTo("v1");
        assertThat(git(there, "branch", "--show-current")).isEmpty();
        assertThat(git(there, "rev-parse", "HEAD")).isEqualTo(first);
    }

    @Test
    public void aPushedCommitIsOnTheBranchThatWasPushed() throws Exception {
        var folder = folder();
        var pushed = new SourceOverride("App", "COMMIT_ID", first, Optional.of("feature/cart"));

        var revision = source.checkOut(address().onBranch("main"), Optional.of(pushed), Optional.empty(), folder);

        assertThat(revision.branch()).isEqualTo("feature/cart");
        assertThat(git(folder, "branch", "--show-current")).isEqualTo("feature/cart");
        assertThat(git(folder, "rev-parse", "HEAD")).isEqualTo(first);
    }

    @Test
    public void whatCannotBeABranchIsNone() throws Exception {
        var folder = folder();
        var chosen = new SourceOverride("App", "COMMIT_ID", first, Optional.of("../../x"));

        source.checkOut(address().onBranch("main"), Optional.of(chosen), Optional.empty(), folder);

        assertThat(git(folder, "branch", "--show-current")).isEmpty();
    }

    @Test
    public void theOwnRepositoryGivesItsHistoryAndNoneOfItsSettings() throws Exception {
        git(repository.folder(), "config", "user.token", "secret");
        git(repository.folder(), "remote", "add", "origin", "https://ada:secret@git.example.com/shop.git");
        Files.writeString(repository.folder().resolve("src/hello.txt"), "not committed\n");
        var folder = folder();

        source.checkOutOwn(repository.folder(), History.HANDED_ON, Optional.empty(), Optional.empty(), folder);

        assertThat(git(folder, "describe", "--dirty")).isEqualTo("v1-1-g" + second.substring(0, 7));
        assertThat(folder.resolve(".git/config"))
                .content()
                .contains("https://git.example.com/shop.git")
                .doesNotContain("secret");
        assertThat(folder.resolve(".git/hooks")).doesNotExist();
    }

    @Test
    public void aCheckoutOfAnotherToolIsHandedOnInItsPlace() throws Exception {
        var clone = folder();
        git(clone, "clone", "-q", repository.folder().toString(), ".");
        Files.writeString(clone.resolve(".git/hooks/post-checkout"), "#!/bin/sh\n");

        GitSource.handOnOwn(clone, Optional.of("main"), clone.resolveSibling("beside"));

        assertThat(git(clone, "status", "--porcelain")).isEmpty();
        assertThat(git(clone, "describe")).startsWith("v1-1-g");
        assertThat(clone.resolve(".git/hooks")).doesNotExist();
    }

    @Test
    public void aShallowRepositoryGivesAsMuchAsItHas() throws Exception {
        var clone = folder();
        git(clone, "clone", "-q", "--depth", "1", repository.folder().toUri().toString(), ".");
        var folder = folder();

        var revision = source.checkOutOwn(clone, History.HANDED_ON, Optional.empty(), Optional.empty(), folder);

        assertThat(git(folder, "log", "--format=%s")).isEqualTo("Say more");
        assertThat(git(folder, "rev-parse", "--is-shallow-repository")).isEqualTo("true");
        assertThat(git(folder, "fsck")).isEmpty();
        assertThat(revision.omitted())
                .containsExactly(
                        "The repository is a shallow clone itself, so a part of the history is missing here, too."
                                + " Fetch the rest with `git fetch --unshallow`.");
    }

    @Test
    public void aPartialRepositoryIsNotEnough() throws Exception {
        git(repository.folder(), "config", "uploadpack.allowFilter", "true");
        var clone = folder();
        git(
                clone,
                "clone",
                "-q",
                "--filter=blob:none",
                repository.folder().toUri().toString(),
                ".");

        assertThatThrownBy(() ->
                        source.checkOutOwn(clone, History.HANDED_ON, Optional.empty(), Optional.empty(), folder()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("cannot be handed on, since the repository does not have all of it")
                .hasMessageContaining("git fetch --refetch --no-filter");
    }

    @Test
    public void refusesAFileThatCouldBeAHookElsewhere() throws Exception {
        var own = repository.folder();
        var blob = git(own, "rev-parse", "HEAD:src/hello.txt");
        var hooks = tree(own, "100755 blob " + blob + "\tpost-checkout");
        var root = tree(own, "040000 tree " + tree(own, "040000 tree " + hooks + "\thooks") + "\t.GIT");
        var commit =
                git(own, "-c", "user.name=Bo", "-c", "user.email=bo@example.com", "commit-tree", root, "-m", "Trick");
        git(own, "update-ref", "refs/heads/trick", commit);

        assertThatThrownBy(() -> taken(address().onBranch("trick")))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("has a file whose name git refuses");
    }

    private GitAddress address() {
        return GitAddress.of(Map.of("url", server.address("shop/.git"), "credentialsId", "git", "fullClone", "true"));
    }

    private Path taken(GitAddress address) throws Exception {
        var folder = folder();
        source.checkOut(address, folder);
        return folder;
    }

    private Path folder() throws IOException {
        return Files.createTempDirectory(temporary.getRoot().toPath(), "checkout");
    }

    private Path packed(Path folder) throws IOException {
        var zip = Files.createTempFile(temporary.getRoot().toPath(), "artifact", ".zip");
        try (var out = Files.newOutputStream(zip)) {
            Archive.pack(FileSelection.of(List.of()).withHistory().in(folder), out);
        }
        return zip;
    }

    private Path unpacked(Path folder) throws IOException {
        var target = folder();
        Archive.unpack(packed(folder), target, Limits.DEFAULT);
        return target;
    }

    private static String tree(Path folder, String entry) throws Exception {
        return run(folder, entry + "\n", List.of("git", "mktree"));
    }

    /** What git prints, without anything of the settings of whoever runs this. */
    private static String git(Path folder, String... words) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        return run(folder, "", command);
    }

    private static String run(Path folder, String input, List<String> command) throws Exception {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, text).isZero();
        return text.strip();
    }
}
