package io.jenkins.plugins.stagegate.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.decision.Commit;
import io.jenkins.plugins.stagegate.decision.Commits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The commits that a revision brings, told when it is taken. */
public class CommitLogTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final SampleRepository repository = new SampleRepository();

    private GitSource source;
    private String first;

    @Before
    public void startRepository() throws Exception {
        source = new GitSource(
                GitCredentials.NONE, 20, temporary.newFolder("copies").toPath());
        first = repository.commit("hello.txt", "one\n", "Say hello");
    }

    @Test
    public void tellsEachCommitSinceTheOneBeforeTheNewestFirst() throws Exception {
        var second = repository.commit("hello.txt", "two\n", "Say more\n\nAt length.");
        var third = repository.commit("hello.txt", "three\n", "Say all");

        assertThat(since(Optional.of(first)))
                .contains(new Commits(
                        List.of(
                                new Commit(third, "Say all", "Ada", SampleRepository.WRITTEN),
                                new Commit(second, "Say more", "Ada", SampleRepository.WRITTEN)),
                        0));
    }

    @Test
    public void tellsThoseOfMergedBranchesToo() throws Exception {
        repository.branch("other");
        var aside = repository.commit("aside.txt", "one\n", "Say it aside");
        repository.go("main");
        var second = repository.commit("hello.txt", "two\n", "Say more");
        var merge = repository.merge("other");

        assertThat(since(Optional.of(first)).orElseThrow().listed())
                .extracting(Commit::id)
                .startsWith(merge)
                .containsExactlyInAnyOrder(merge, aside, second);
    }

    @Test
    public void countsWhatIsMoreThanAnybodyReads() throws Exception {
        for (int i = 0; i < Commits.MOST + 3; i++) {
            repository.commit("hello.txt", "again " + i, "Say it again");
        }

        var told = since(Optional.of(first)).orElseThrow();

        assertThat(told.listed()).hasSize(Commits.MOST);
        assertThat(told.more()).isEqualTo(3);
    }

    @Test
    public void tellsOfNoneWhereTheSameCommitIsTakenAgain() throws Exception {
        assertThat(since(Optional.of(first))).contains(new Commits(List.of(), 0));
    }

    @Test
    public void doesNotKnowWhatCameSinceNothingSomethingElseOrSomethingNewer() throws Exception {
        var second = repository.commit("hello.txt", "two\n", "Say more");

        assertThat(since(Optional.empty())).isEmpty();
        assertThat(since(Optional.of("release-7"))).isEmpty();
        assertThat(since(Optional.of("0123456789abcdef0123456789abcdef01234567")))
                .isEmpty();
        assertThat(source.checkOut(repository.address().at(first), Optional.empty(), Optional.of(second), folder())
                        .since())
                .isEmpty();
    }

    @Test
    public void doesNotKnowItWithoutHistory() throws Exception {
        repository.commit("hello.txt", "two\n", "Say more");
        var keepsNothing = new GitSource(GitCredentials.NONE, 20);

        assertThat(keepsNothing
                        .checkOut(repository.address(), Optional.empty(), Optional.of(first), folder())
                        .since())
                .isEmpty();
    }

    @Test
    public void tellsItOfTheOwnRepository() throws Exception {
        var second = repository.commit("hello.txt", "two\n", "Say more");

        var revision =
                source.checkOutOwn(repository.folder(), History.KEPT, Optional.empty(), Optional.of(first), folder());

        assertThat(revision.as("App").since().orElseThrow().listed())
                .extracting(Commit::id)
                .containsExactly(second);
        assertThat(revision.as("App").author()).contains("Ada");
    }

    private Optional<Commits> since(Optional<String> before) throws SourceException, IOException {
        return source.checkOut(repository.address(), Optional.empty(), before, folder())
                .since();
    }

    private Path folder() throws IOException {
        return temporary.newFolder().toPath();
    }
}
