package io.jenkins.plugins.stagegate.local.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.arrival.Arrival;
import io.jenkins.plugins.stagegate.arrival.PipelineTriggers;
import io.jenkins.plugins.stagegate.arrival.TriggerFolder;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import io.jenkins.plugins.stagegate.local.pipeline.LocalPipeline;
import io.jenkins.plugins.stagegate.local.pipeline.OpenPipelines;
import io.jenkins.plugins.stagegate.local.pipeline.StateFolder;
import io.jenkins.plugins.stagegate.source.FileSource;
import io.jenkins.plugins.stagegate.trigger.Delivery;
import io.jenkins.plugins.stagegate.trigger.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A pipeline of this machine with triggers, and the real repository that they are about. */
final class TriggeredShop extends ExternalResource {
    static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final TemporaryFolder temporary = new TemporaryFolder();
    private Path repository;
    private Git git;
    private StateFolder.Place place;
    private LocalPipeline pipeline;
    private PipelineTriggers triggers;
    private int deliveries;

    @Override
    protected void before() throws Exception {
        temporary.create();
        repository = temporary.newFolder("shop").toPath();
        git = Git.init()
                .setDirectory(repository.toFile())
                .setInitialBranch("main")
                .call();
        place = new StateFolder(temporary.newFolder("state").toPath()).of("shop");
        open();
    }

    @Override
    protected void after() {
        try {
            pipeline.close();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        git.close();
        temporary.delete();
    }

    private void open() throws Exception {
        pipeline = LocalPipeline.open(place);
        var triggered = new LocalTriggeredPipeline(
                pipeline.engine(),
                Desk.Refresh.NONE,
                pipeline.git(),
                pipeline.sources(repository),
                repository,
                new OpenPipelines(new StateFolder(place.folder().getParent())));
        triggers = new PipelineTriggers(triggered, TriggerFolder.open(place.triggers()));
    }

    Path repository() {
        return repository;
    }

    Git git() {
        return git;
    }

    StateFolder.Place place() {
        return place;
    }

    /** What the source action takes from, as this host has it. */
    FileSource source() throws Exception {
        var action = pipeline.engine()
                .state()
                .definition()
                .orElseThrow()
                .stages()
                .get(0)
                .actions()
                .get(0);
        return pipeline.sources(repository).of(action).orElseThrow();
    }

    PipelineTriggers triggers() {
        return triggers;
    }

    void define(String... words) throws Exception {
        var source = isSource(words[0]) ? words[0] : "git url: '" + repository + "'";
        var lines = Stream.of(words).filter(word -> !isSource(word)).toList();
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

    /** Two source actions, `App` and `Other`, of those repositories. */
    void defineSources(String trigger, Path app, Path other) throws Exception {
        var text =
                """
                releasePipeline {
                    executionMode QUEUED
                    triggers { %s }
                    stages {
                        stage('Source') {
                            actionGroup {
                                source('App') { git url: '%s'; output 'A' }
                                source('Other') { git url: '%s'; output 'B' }
                            }
                        }
                        stage('Build') { build('Package') { commands 'make' } }
                    }
                }
                """
                        .formatted(trigger, app, other);
        pipeline.engine().submit(new Command.Define(((Reading.Read) Definition.read("Jenkinsfile", text)).pipeline()));
    }

    private static boolean isSource(String word) {
        return word.matches("(git|folder|image|s3) .*");
    }

    void reopen() throws Exception {
        pipeline.close();
        open();
    }

    String commit(String file) throws Exception {
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

    void hook(String branch, String before, String after) throws Exception {
        deliver("{\"repository\":\"%s\",\"branch\":\"%s\",\"before\":\"%s\",\"commit\":\"%s\"}"
                .formatted(repository, branch, before, after));
    }

    void deliver(String body) throws Exception {
        assertThat(triggers.arrive(Arrival.byHook(delivery(body), NOW))).isTrue();
    }

    static Delivery delivery(String body) {
        return new Delivery(Provider.GENERIC, Map.of(), body);
    }

    /** Lets a person start an execution. */
    void start() throws Exception {
        pipeline.engine()
                .submit(new Command.Start(
                        UUID.randomUUID().toString(),
                        0,
                        StartTrigger.manual("ada"),
                        Map.of(),
                        List.of(),
                        Optional.empty()));
    }

    /** Lets a person give an execution up. */
    void stop(Execution execution) throws Exception {
        pipeline.engine().submit(new Command.Stop(execution.id(), true, "", new Actor("ada", Set.of(), false)));
    }

    List<Execution> executions() throws Exception {
        return pipeline.engine().latest(Long.MAX_VALUE, 100);
    }

    List<String> verdicts() throws Exception {
        var verdicts = new ArrayList<String>();
        for (JsonNode line : triggers.folder().deliveries()) {
            line.path("verdicts")
                    .forEach(one -> verdicts.add(one.path("verdict").asText()));
        }
        return verdicts;
    }

    static Map<Path, byte[]> copy(Path folder) throws Exception {
        var files = new HashMap<Path, byte[]>();
        try (var all = Files.list(folder)) {
            for (Path file : all.toList()) {
                files.put(file, Files.readAllBytes(file));
            }
        }
        return files;
    }
}
