package io.jenkins.plugins.stagegate.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The change log that is written when a revision is taken. */
public class RawLogTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final SampleRepository repository = new SampleRepository();

    private Path log;
    private GitSource source;
    private String first;

    @Before
    public void startRepository() throws Exception {
        log = temporary.getRoot().toPath().resolve("changes");
        source = new GitSource(
                        GitCredentials.NONE, 20, temporary.newFolder("copies").toPath())
                .logging(log);
        first = repository.commit("hello.txt", "one\n", "Say hello");
    }

    @Test
    public void hasEachCommitWithItsMessageAndFilesTheNewestFirst() throws Exception {
        var second = repository.commit("more/hello.txt", "two\n", "Say more\n\nAt length.");
        var third = repository.commit("hello.txt", "three\n", "Say all");

        take(first);

        assertThat(log)
                .content()
                .matches(
                        """
                        commit %s
                        tree [0-9a-f]{40}
                        parent %s
                        author Ada <ada@example.com> 2026-03-01T09:30:00\\+0000
                        committer Ada <ada@example.com> 2026-03-01T09:30:00\\+0000

                            Say all

                        :100644 100644 [0-9a-f]{40} [0-9a-f]{40} M\thello.txt

                        commit %s
                        tree [0-9a-f]{40}
                        parent %s
                        author Ada <ada@example.com> 2026-03-01T09:30:00\\+0000
                        committer Ada <ada@example.com> 2026-03-01T09:30:00\\+0000

                            Say more
                           \s
                            At length.

                        :000000 100644 0{40} [0-9a-f]{40} A\tmore/hello.txt

                        """
                                .formatted(third, second, second, first));
    }

    @Test
    public void hasTheCommitsOfAMergedBranchButNotTheMerge() throws Exception {
        repository.branch("other");
        var aside = repository.commit("aside.txt", "one\n", "Say it aside");
        repository.go("main");
        var second = repository.commit("hello.txt", "two\n", "Say more");
        repository.merge("other");

        take(first);

        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.startsWith("commit "))
                .containsExactlyInAnyOrder("commit " + aside, "commit " + second);
    }

    @Test
    public void isEmptyWhereTheSameCommitIsTakenAgain() throws Exception {
        take(first);

        assertThat(log).isEmptyFile();
    }

    @Test
    public void isNotWrittenWhereNothingIsKnownOfWhatWasBefore() throws Exception {
        take(null);
        take("0123456789012345678901234567890123456789");

        assertThat(log).doesNotExist();
    }

    @Test
    public void hasNoLineThatAMessageOrAFileHasBroughtIn() throws Exception {
        repository.commit("a\ncommit b.txt", "one\n", "Say it\rcommit 0123");

        take(first);

        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains("commit "))
                .hasSize(3)
                .last()
                .asString()
                .endsWith("A\ta?commit b.txt");
    }

    @Test
    public void endsSomewhere() throws Exception {
        for (int i = 0; i <= RawLog.MOST_COMMITS; i++) {
            repository.commit("hello.txt", "again " + i, "Say it again");
        }

        take(first);

        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.startsWith("commit "))
                .hasSize(RawLog.MOST_COMMITS);
    }

    private void take(String before) throws Exception {
        Files.deleteIfExists(log);
        source.checkOut(
                repository.address(),
                Optional.empty(),
                Optional.ofNullable(before),
                temporary.newFolder().toPath());
    }
}
