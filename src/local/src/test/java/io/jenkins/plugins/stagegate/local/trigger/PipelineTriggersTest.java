package io.jenkins.plugins.stagegate.local.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import io.jenkins.plugins.stagegate.local.pipeline.LocalPipeline;
import io.jenkins.plugins.stagegate.local.pipeline.StateFolder;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.trigger.Delivery;
import io.jenkins.plugins.stagegate.trigger.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PipelineTriggersTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path repository;
    private Git git;
    private StateFolder.Place place;
    private LocalPipeline pipeline;
    private PipelineTriggers triggers;
    private int deliveries;

    @Before
    public void begin() throws Exception {
        repository = temporary.newFolder("shop").toPath();
        git = Git.init()
                .setDirectory(repository.toFile())
                .setInitialBranch("main")
                .call();
        place = new StateFolder(temporary.newFolder("state").toPath()).of("shop");
        open();
    }

    @After
    public void end() throws Exception {
        pipeline.close();
        git.close();
    }

    private void open() throws Exception {
        pipeline = LocalPipeline.open(place);
        triggers = new PipelineTriggers(
                pipeline.engine(), Desk.Refresh.NONE, pipeline.git(), repository, TriggerFolder.open(place.triggers()));
    }

    @Test
    public void startsThePushedCommitAndNotTheNewestByThen() throws Exception {
        define("push { branches include: ['main'] }");
        var pushed = commit("a.txt");
        commit("b.txt");

        hook("main", "", pushed);
        triggers.work(NOW);

        assertThat(executions()).singleElement().satisfies(execution -> {
            assertThat(execution.start().trigger().type()).isEqualTo("WebhookV2");
            assertThat(execution.start().trigger().detail()).isEqualTo("branch main " + pushed.substring(0, 12));
            assertThat(execution.start().overrides()).singleElement().satisfies(override -> {
                assertThat(override.type()).isEqualTo("COMMIT_ID");
                assertThat(override.value()).isEqualTo(pushed);
            });
        });
        assertThat(verdicts()).containsExactly("started execution 1: branch `main` matched `main`");
    }

    @Test
    public void asksTheRepositoryWhichFilesChanged() throws Exception {
        define("push { branches include: ['main']; filePaths include: ['services/**'] }");
        var before = commit("services/cart.go");
        var documents = commit("docs/a.md");
        var service = commit("services/shop.go");

        hook("main", before, documents);
        hook("main", documents, service);
        triggers.work(NOW);

        assertThat(verdicts())
                .containsExactly(
                        "no path matched `services/**`",
                        "started execution 1: branch `main` matched `main`; path `services/shop.go` matched"
                                + " `services/**`");
    }

    @Test
    public void startsANewBranchWithAPathFilterByWhatItChanged() throws Exception {
        define("push { branches include: ['feature/**']; filePaths include: ['services/**'] }");
        commit("services/cart.go");
        git.checkout().setCreateBranch(true).setName("feature/docs").call();
        var documents = commit("docs/a.md");
        git.checkout().setCreateBranch(true).setName("feature/shop").call();
        var service = commit("services/shop.go");
        git.checkout().setName("main").call();

        hook("feature/docs", "", documents);
        hook("feature/shop", "", service);
        triggers.work(NOW);

        assertThat(verdicts().get(0)).isEqualTo("no path matched `services/**`");
        assertThat(verdicts().get(1)).startsWith("started execution 1");
    }

    @Test
    public void startsTheSameCommitOfABranchOnceHoweverItIsHeardOf() throws Exception {
        define("push { branches include: ['main'] }", "push { filePaths exclude: ['*.md'] }");
        commit("a.txt");
        triggers.look(NOW);
        var pushed = commit("b.txt");

        hook("main", "", pushed);
        triggers.look(NOW);
        triggers.work(NOW);

        assertThat(executions()).hasSize(1);
        assertThat(verdicts()).hasSize(4).satisfies(all -> assertThat(all.subList(1, 4))
                .allMatch(verdict -> verdict.startsWith("had already started execution 1")));
    }

    @Test
    public void startsACommitAgainForATagAndForAnotherBranch() throws Exception {
        define("push { branches include: ['**'] }", "push { tags include: ['v*'] }");
        var pushed = commit("a.txt");

        hook("main", "", pushed);
        hook("release/1", "", pushed);
        deliver("{\"repository\":\"" + repository + "\",\"tag\":\"v1\",\"commit\":\"" + pushed + "\"}");
        triggers.work(NOW);

        assertThat(executions()).hasSize(3);
    }

    @Test
    public void findsByLookingWhatNoHookToldOf() throws Exception {
        define("push { branches include: ['main', 'release/*'] }", "push { tags include: ['v*'] }");
        commit("a.txt");
        triggers.look(NOW);
        assertThat(triggers.folder().waiting()).as("the first look only notes").isEmpty();

        var second = commit("b.txt");
        git.branchCreate().setName("release/1").call();
        git.tag().setName("v1").setAnnotated(false).call();
        triggers.look(NOW);
        triggers.look(NOW);
        triggers.work(NOW);

        assertThat(executions())
                .extracting(execution -> execution.start().trigger().detail())
                .containsExactlyInAnyOrder(
                        "branch main " + second.substring(0, 12),
                        "branch release/1 " + second.substring(0, 12),
                        "tag v1 " + second.substring(0, 12));
        assertThat(executions()).allMatch(one -> one.start().trigger().type().equals("PollForSourceChanges"));
    }

    @Test
    public void startsAgainWhenABranchGoesBackAndForth() throws Exception {
        define("push { branches include: ['main'] }");
        var first = commit("a.txt");
        triggers.look(NOW);
        commit("b.txt");
        triggers.look(NOW);
        git.reset()
                .setMode(org.eclipse.jgit.api.ResetCommand.ResetType.HARD)
                .setRef(first)
                .call();
        triggers.look(NOW);
        triggers.work(NOW);

        assertThat(executions()).hasSize(2);
    }

    @Test
    public void dropsADeliveryThatComesAgain() throws Exception {
        define("push { branches include: ['main'] }");
        var delivery = delivery(
                "{\"repository\":\"" + repository + "\",\"branch\":\"main\",\"commit\":\"" + commit("a") + "\"}");

        assertThat(triggers.arrive(Arrival.byHook(delivery, NOW))).isTrue();
        assertThat(triggers.arrive(Arrival.byHook(delivery, NOW))).isFalse();
        triggers.work(NOW);
        var recorded = new Delivery(Provider.GENERIC, Map.of("X-Stage-Gate-Delivery", "another"), delivery.body());
        assertThat(triggers.arrive(Arrival.byHook(recorded, NOW)))
                .as("the same text under another id")
                .isFalse();

        reopen();
        assertThat(triggers.arrive(Arrival.byHook(delivery, NOW)))
                .as("after a restart")
                .isFalse();
    }

    @Test
    public void dealsAfterACrashWithWhatHadComeBefore() throws Exception {
        define("push { branches include: ['main'] }");
        hook("main", "", commit("a.txt"));

        reopen();
        triggers.work(NOW);

        assertThat(verdicts()).singleElement().asString().startsWith("started execution 1");
    }

    @Test
    public void startsNothingTwiceIfItCrashedBeforeTheOutcomeWasWritten() throws Exception {
        define("push { branches include: ['main'] }");
        hook("main", "", commit("a.txt"));
        var inbox = place.triggers().resolve("inbox");
        var kept = copy(inbox);
        triggers.work(NOW);

        Files.delete(place.triggers().resolve("deliveries"));
        for (var file : kept.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
        reopen();
        triggers.work(NOW);

        assertThat(executions()).hasSize(1);
        assertThat(verdicts()).singleElement().asString().startsWith("had already started execution 1");
    }

    @Test
    public void forgetsNothingIfItCrashedBeforeTheDeliveryWasTakenOutOfTheInbox() throws Exception {
        define("push { branches include: ['main'] }");
        hook("main", "", commit("a.txt"));
        var kept = copy(place.triggers().resolve("inbox"));
        triggers.work(NOW);

        for (var file : kept.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
        reopen();

        assertThat(triggers.folder().waiting()).isEmpty();
        assertThat(verdicts()).hasSize(1);
    }

    @Test
    public void readsOnBehindALineThatACrashHasCut() throws Exception {
        define("push { branches include: ['main'] }");
        hook("main", "", commit("a.txt"));
        triggers.work(NOW);
        Files.writeString(
                place.triggers().resolve("deliveries"), "{\"id\":\"cu\n", java.nio.file.StandardOpenOption.APPEND);

        reopen();

        assertThat(verdicts()).hasSize(1);
    }

    @Test
    public void keepsADeliveryForARepositoryThatDoesNotAnswer() throws Exception {
        var nowhere = "http://127.0.0.1:1/shop.git";
        define("git url: '" + nowhere + "'", "push { filePaths include: ['services/**'] }");
        deliver("{\"repository\":\"" + nowhere + "\",\"branch\":\"main\",\"commit\":\"" + "a".repeat(40) + "\"}");

        triggers.work(NOW);
        assertThat(triggers.folder().waiting()).hasSize(1);

        triggers.work(NOW.plus(PipelineTriggers.PATIENCE));
        assertThat(triggers.folder().waiting()).isEmpty();
        assertThat(verdicts()).singleElement().asString().contains("cannot be reached");
        assertThatThrownBy(() -> triggers.look(NOW)).isInstanceOf(SourceException.class);
    }

    @Test
    public void startsByTheClockOnceForEachTime() throws Exception {
        define("schedule cron: '0 0 3 ? * MON-FRI', timeZone: 'Europe/Berlin'");
        commit("a.txt");

        triggers.tick(Instant.parse("2026-03-02T01:00:00Z"));
        triggers.tick(Instant.parse("2026-03-02T01:59:59Z"));
        assertThat(executions()).isEmpty();
        triggers.tick(Instant.parse("2026-03-02T02:00:00Z"));
        triggers.tick(Instant.parse("2026-03-02T02:00:01Z"));
        reopen();
        triggers.tick(Instant.parse("2026-03-02T02:00:02Z"));
        assertThat(executions()).hasSize(1);

        triggers.tick(Instant.parse("2026-03-03T02:00:00Z"));
        assertThat(executions()).hasSize(2);
    }

    @Test
    public void makesUpForATimeAtWhichItWasAwayOnlyIfThatIsNotLongAgo() throws Exception {
        define("schedule cron: '0 0 3 ? * MON-FRI'");
        triggers.tick(Instant.parse("2026-03-02T02:00:00Z"));

        triggers.tick(Instant.parse("2026-03-02T03:00:00Z")
                .plus(PipelineTriggers.LATE)
                .plus(Duration.ofMinutes(1)));
        assertThat(executions()).isEmpty();

        triggers.tick(Instant.parse("2026-03-03T03:30:00Z"));
        assertThat(executions()).hasSize(1);
    }

    @Test
    public void saysThatNoTriggerIsAboutTheRepository() throws Exception {
        define("schedule cron: '0 0 3 ? * MON-FRI'");
        hook("main", "", commit("a.txt"));

        triggers.work(NOW);

        assertThat(verdicts()).containsExactly("the pipeline has no triggers about that repository");
    }

    private void define(String... words) throws Exception {
        var source = words[0].startsWith("git ") ? words[0] : "git url: '" + repository + "'";
        var lines = Stream.of(words).filter(word -> !word.startsWith("git ")).toList();
        var text =
                """
                releasePipeline {
                    executionMode QUEUED
                    triggers {
                        %s
                    }
                    stages {
                        stage('Source') { source('App') { %s; output 'A' } }
                        stage('Build') { build('Package') { commands 'make' } }
                    }
                }
                """
                        .formatted(String.join("\n", lines), source);
        pipeline.engine().submit(new Command.Define(((Reading.Read) Definition.read("Jenkinsfile", text)).pipeline()));
    }

    private void reopen() throws Exception {
        pipeline.close();
        open();
    }

    private String commit(String file) throws Exception {
        var path = repository.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "text " + deliveries++);
        git.add().addFilepattern(file).call();
        return git.commit()
                .setMessage("Change " + file)
                .setAuthor("Ada", "ada@example.com")
                .setCommitter("Ada", "ada@example.com")
                .setSign(false)
                .call()
                .name();
    }

    private void hook(String branch, String before, String after) throws Exception {
        deliver("{\"repository\":\"%s\",\"branch\":\"%s\",\"before\":\"%s\",\"commit\":\"%s\"}"
                .formatted(repository, branch, before, after));
    }

    private void deliver(String body) throws Exception {
        assertThat(triggers.arrive(Arrival.byHook(delivery(body), NOW))).isTrue();
    }

    private static Delivery delivery(String body) {
        return new Delivery(Provider.GENERIC, Map.of(), body);
    }

    private List<Execution> executions() throws Exception {
        return pipeline.engine().latest(Long.MAX_VALUE, 100);
    }

    private List<String> verdicts() throws Exception {
        var verdicts = new ArrayList<String>();
        for (JsonNode line : triggers.folder().deliveries()) {
            line.path("verdicts")
                    .forEach(one -> verdicts.add(one.path("verdict").asText()));
        }
        return verdicts;
    }

    private static Map<Path, byte[]> copy(Path folder) throws Exception {
        var files = new java.util.HashMap<Path, byte[]>();
        try (var all = Files.list(folder)) {
            for (Path file : all.toList()) {
                files.put(file, Files.readAllBytes(file));
            }
        }
        return files;
    }
}
