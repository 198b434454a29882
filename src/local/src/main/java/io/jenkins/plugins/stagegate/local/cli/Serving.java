package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.arrival.PipelineTriggers;
import io.jenkins.plugins.stagegate.arrival.TriggerFolder;
import io.jenkins.plugins.stagegate.codepipeline.Endpoint;
import io.jenkins.plugins.stagegate.codepipeline.JobArtifacts;
import io.jenkins.plugins.stagegate.codepipeline.Service;
import io.jenkins.plugins.stagegate.codepipeline.WebhookCalls;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.AccessKey;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.Verifier;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.account.LocalAccount;
import io.jenkins.plugins.stagegate.local.account.Opener;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import io.jenkins.plugins.stagegate.local.host.EnvironmentCredentials;
import io.jenkins.plugins.stagegate.local.host.Watchers;
import io.jenkins.plugins.stagegate.local.pipeline.DefinitionFile;
import io.jenkins.plugins.stagegate.local.pipeline.LocalPipeline;
import io.jenkins.plugins.stagegate.local.pipeline.OpenPipelines;
import io.jenkins.plugins.stagegate.local.pipeline.StateFolder;
import io.jenkins.plugins.stagegate.local.server.Changes;
import io.jenkins.plugins.stagegate.local.server.HookHandler;
import io.jenkins.plugins.stagegate.local.server.PipelineServer;
import io.jenkins.plugins.stagegate.local.trigger.LocalTriggeredPipeline;
import io.jenkins.plugins.stagegate.local.trigger.TriggerLoop;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The pipelines that a server has open: those of files, and those that clients make. */
final class Serving implements Opener, Closeable {
    private final Map<LocalPipeline, PipelineServer.Served> opened = new ConcurrentHashMap<>();
    private final Map<String, TriggerLoop> loops = new ConcurrentHashMap<>();
    private final Following following;
    private final EventsOption events;
    private final KeepOption keep;
    private final StateFolder state;
    private final OpenPipelines others;
    private final PipelineServer server;
    private final LocalAccount account;
    /** How often repositories are looked at; nothing before the server answers. */
    private volatile Optional<Duration> looks = Optional.empty();

    /**
     * @param state of the account, and of the pipelines that clients make
     * @param outside where the server can be reached from elsewhere, through a proxy
     */
    Serving(StateFolder state, Following following, EventsOption events, KeepOption keep, Optional<String> outside)
            throws IOException {
        this.state = state;
        this.others = new OpenPipelines(state);
        this.following = following;
        this.events = events;
        this.keep = keep;
        var secrets = new EnvironmentCredentials(System.getenv());
        var hooks = new HookHandler(loops, secrets::secret, Clock.systemUTC());
        this.server = new PipelineServer("serve", Program.user(), List.of(), hooks);
        this.account =
                new LocalAccount(state, this, () -> outside.orElseGet(() -> "http://127.0.0.1:" + server.port()));
    }

    /** Takes in the pipeline of a file. */
    void add(StateFolder.Place place, DefinitionFile file)
            throws UserException, CommandRefusedException, IOException, InterruptedException {
        LocalPipeline pipeline = Openings.open(place);
        var refresh = new FreshDefinition(file, pipeline, account::requireNoSecrets);
        var served = served(pipeline, file.folder(), refresh);
        refresh.run();
        account.add(pipeline, refresh);
        watch(pipeline, file.folder(), refresh);
        server.add(served);
    }

    /** Lets the triggers of a pipeline work, from when the server answers. */
    private void watch(LocalPipeline pipeline, Path home, Desk.Refresh refresh) throws IOException {
        var folder = TriggerFolder.open(pipeline.place().triggers());
        var triggered = new LocalTriggeredPipeline(
                pipeline.engine(), refresh, pipeline.git(), pipeline.sources(home), home, others);
        var loop = new TriggerLoop(new PipelineTriggers(triggered, folder), Clock.systemUTC());
        var name = pipeline.place().pipeline();
        loops.put(name, loop);
        looks.ifPresent(look -> loop.start(look, name.hashCode()));
    }

    /**
     * Begins to answer, and to look for what triggers wait for; gives the address for the owner.
     *
     * @param look how often repositories are looked at; zero for never
     */
    String start(int port, Duration look) throws UserException, IOException {
        account.reopen();
        var verifier = new Verifier(state.keys(), Endpoint.SERVICE, Clock.systemUTC(), Instant.now());
        var service = new Service(account);
        server.admit(
                new Endpoint(verifier, (key, target, body) -> service.call(target, body, person(key))),
                new JobArtifacts(account),
                new WebhookCalls(account, Clock.systemUTC()));
        server.start(port);
        looks = Optional.of(look);
        loops.forEach((name, loop) -> loop.start(look, name.hashCode()));
        return server.addressForOwner();
    }

    /** The owner of this machine may decide whatever the definition says of approvers; whoever else has a key may not. */
    private static Actor person(AccessKey key) {
        var owner = Program.user();
        return key.owner().equals(owner.name()) ? owner : new Actor(key.owner(), Set.of(), false);
    }

    @Override
    public LocalPipeline open(StateFolder.Place place) throws IOException {
        var pipeline = LocalPipeline.open(place);
        var home = Path.of("").toAbsolutePath();
        try {
            server.add(served(pipeline, home, Desk.Refresh.NONE));
            watch(pipeline, home, Desk.Refresh.NONE);
        } catch (UserException e) {
            throw new IOException(e.getMessage(), e);
        }
        return pipeline;
    }

    private PipelineServer.Served served(LocalPipeline pipeline, Path home, Desk.Refresh refresh)
            throws UserException, IOException {
        var changes = new Changes();
        var served = new PipelineServer.Served(pipeline, new Desk(pipeline.engine(), refresh), changes);
        opened.put(pipeline, served);
        pipeline.listen(events.listeners());
        others.add(pipeline);
        pipeline.perform(home, others, new Watchers(List.of(following, changes)), keep.executions());
        return served;
    }

    @Override
    public void close(LocalPipeline pipeline) throws IOException {
        loops.remove(pipeline.place().pipeline()).close();
        var served = opened.remove(pipeline);
        server.remove(served);
        others.remove(pipeline);
        pipeline.close();
    }

    /** Ends the answers, then lets go of the pipelines. */
    @Override
    public void close() throws IOException {
        server.close();
        loops.values().forEach(TriggerLoop::close);
        for (LocalPipeline pipeline : opened.keySet()) {
            pipeline.close();
        }
    }
}
