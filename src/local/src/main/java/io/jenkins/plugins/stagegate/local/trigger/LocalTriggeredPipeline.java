package io.jenkins.plugins.stagegate.local.trigger;

import io.jenkins.plugins.stagegate.arrival.NotStartedException;
import io.jenkins.plugins.stagegate.arrival.Start;
import io.jenkins.plugins.stagegate.arrival.TriggeredPipeline;
import io.jenkins.plugins.stagegate.arrival.Watched;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import io.jenkins.plugins.stagegate.local.host.FileSources;
import io.jenkins.plugins.stagegate.local.pipeline.OpenPipelines;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.source.FileSource;
import io.jenkins.plugins.stagegate.source.GitAddress;
import io.jenkins.plugins.stagegate.source.GitSource;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A pipeline of this machine that triggers start. Its executions begin at once.
 *
 * @param home the folder of the definition
 * @param others the pipelines whose success may start it
 */
public record LocalTriggeredPipeline(
        PipelineEngine engine,
        Desk.Refresh definitionFile,
        GitSource git,
        FileSources sources,
        Path home,
        OpenPipelines others)
        implements TriggeredPipeline {
    @Override
    public void refresh() throws NotStartedException, IOException {
        try {
            definitionFile.run();
        } catch (UserException e) {
            throw NotStartedException.forGood(e.getMessage());
        } catch (CommandRefusedException e) {
            throw NotStartedException.of(e.refusal());
        }
    }

    @Override
    public Optional<Pipeline> definition() {
        return engine.state().definition();
    }

    @Override
    public Optional<LocalTriggeredPipeline> upstream(String name) {
        return others.find(name)
                .map(other -> new LocalTriggeredPipeline(other, Desk.Refresh.NONE, git, sources, home, others));
    }

    @Override
    public List<Watched> watched() {
        return definition()
                .map(pipeline -> Watched.of(pipeline, address -> address.from(home), this::own))
                .orElse(List.of());
    }

    /** The working copy that the definition lies in, whose newest commits only looking finds. */
    private Optional<Watched> own(String action) {
        var folder = new FileRepositoryBuilder().findGitDir(home.toFile()).getGitDir();
        return Optional.ofNullable(folder).map(found -> Watched.of(action, GitAddress.of(found.toString()), true));
    }

    @Override
    public Optional<FileSource> files(Action action) throws SourceException {
        return sources.of(action);
    }

    @Override
    public Optional<String> started(String token) throws IOException {
        var execution = engine.state().clientTokens().get(token);
        if (execution == null) {
            return Optional.empty();
        }
        return Optional.of(engine.execution(execution)
                .map(found -> String.valueOf(found.start().number()))
                .orElse(execution));
    }

    @Override
    public void start(Start start) throws NotStartedException, IOException {
        try {
            engine.submit(new Command.Start(
                    UUID.randomUUID().toString(),
                    0,
                    start.trigger(),
                    Map.of(),
                    start.overrides(),
                    Optional.of(start.token())));
        } catch (CommandRefusedException e) {
            throw NotStartedException.of(e.refusal());
        }
    }
}
