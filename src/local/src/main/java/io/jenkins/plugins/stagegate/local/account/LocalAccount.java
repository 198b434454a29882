package io.jenkins.plugins.stagegate.local.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.codepipeline.Account;
import io.jenkins.plugins.stagegate.codepipeline.DeclarationText;
import io.jenkins.plugins.stagegate.codepipeline.KeptSecrets;
import io.jenkins.plugins.stagegate.codepipeline.Registry;
import io.jenkins.plugins.stagegate.codepipeline.SecretSettings;
import io.jenkins.plugins.stagegate.codepipeline.ServedPipeline;
import io.jenkins.plugins.stagegate.codepipeline.ServiceException;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import io.jenkins.plugins.stagegate.local.host.EnvironmentCredentials;
import io.jenkins.plugins.stagegate.local.pipeline.JsonDefinition;
import io.jenkins.plugins.stagegate.local.pipeline.LocalPipeline;
import io.jenkins.plugins.stagegate.local.pipeline.StateFolder;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.worker.ActionTypes;
import io.jenkins.plugins.stagegate.worker.FileActionTypes;
import io.jenkins.plugins.stagegate.worker.JobBoard;
import io.jenkins.plugins.stagegate.worker.WorkerBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** All that CodePipeline's clients can see and do on this machine. */
public final class LocalAccount implements Account {
    private static final Logger LOGGER = Logger.getLogger(LocalAccount.class.getName());
    private static final Actor DELETION = new Actor("delete-pipeline", Set.of(), false);
    /** How long a deletion waits for what runs. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ConcurrentSkipListMap<String, HeldPipeline> held = new ConcurrentSkipListMap<>();
    private final StateFolder state;
    private final Opener opener;
    private final Supplier<String> address;
    private final Registry registry;
    private final ActionTypes types;
    private final JobBoard jobs;
    private final WorkerBundles bundles;
    private final JobSecret secret;

    /**
     * An account without pipelines yet.
     *
     * @param opener for pipelines that clients make
     * @param address where the server can be reached from outside, once it listens
     */
    public LocalAccount(StateFolder state, Opener opener, Supplier<String> address) throws IOException {
        this.state = state;
        this.opener = opener;
        this.address = address;
        state.make();
        this.registry = Registry.open(state.folder().resolve("account.json"), Registry.Seal.NONE);
        this.types = FileActionTypes.open(state.folder().resolve("action-types.json"));
        this.bundles =
                new LocalBundles(state::of, name -> held.get(name).pipeline().store());
        this.secret = new JobSecret(state.jobSecret());
        this.jobs = new JobBoard(
                types,
                () -> held.values().stream().map(HeldPipeline::engine).toList(),
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString());
    }

    /** Takes in a pipeline that a file defines. */
    public void add(LocalPipeline pipeline, Desk.Refresh refresh) {
        held.put(pipeline.place().pipeline(), new HeldPipeline(pipeline, refresh, types));
    }

    /** Makes sure that a definition that a file says holds no secret: who may read its history would read that. */
    public void requireNoSecrets(Pipeline definition) throws UserException {
        var plain = new SecretSettings(types).plain(definition);
        if (!plain.isEmpty()) {
            throw UserException.usage(SecretSettings.refusal(plain));
        }
    }

    /** Opens the pipelines that clients made earlier. */
    public void reopen() throws IOException {
        for (String name : state.pipelines()) {
            var place = state.of(name);
            if (!held.containsKey(name) && Files.isDirectory(place.declarations())) {
                add(opener.open(place), Desk.Refresh.NONE);
            }
        }
    }

    @Override
    public SortedSet<String> names() {
        return new TreeSet<>(held.keySet());
    }

    @Override
    public Optional<ServedPipeline> pipeline(String name) {
        return Optional.ofNullable(held.get(name));
    }

    @Override
    public Registry registry() {
        return registry;
    }

    @Override
    public ActionTypes actionTypes() {
        return types;
    }

    @Override
    public JobBoard jobs() {
        return jobs;
    }

    @Override
    public WorkerBundles bundles() {
        return bundles;
    }

    @Override
    public String token(String job) {
        return secret.token(job);
    }

    @Override
    public Optional<String> secret(String pipeline, String id) {
        return new EnvironmentCredentials(System.getenv()).shared(id);
    }

    @Override
    public String secretMissing(String id) {
        return "Set the environment variable " + EnvironmentCredentials.variable(id)
                + " of this program to it, and start the program again.";
    }

    @Override
    public Optional<KeptSecrets> keptSecrets(String pipeline) {
        return Optional.of(keptSecrets(state.of(pipeline)));
    }

    static KeptSecrets keptSecrets(StateFolder.Place place) {
        return new KeptSecrets(place.secrets(), Registry.Seal.NONE);
    }

    @Override
    public String webhookUrl(String webhook) {
        return address.get() + "/webhooks/" + webhook;
    }

    @Override
    public synchronized void create(String name, ObjectNode document) throws ServiceException, IOException {
        DeclarationText.read(document, JsonDefinition.performers(Path.of("")));
        var place = state.of(name);
        if (name.matches("\\.+") || Files.exists(place.folder())) {
            throw new ServiceException(
                    "PipelineNameInUseException",
                    "The name '" + name
                            + "' cannot be taken: there is something of that name in the folder of the state.");
        }
        var pipeline = new HeldPipeline(opener.open(place), Desk.Refresh.NONE, types);
        pipeline.take(document);
        held.put(name, pipeline);
    }

    @Override
    public synchronized void delete(String name) throws ServiceException, IOException {
        var pipeline = held.get(name);
        if (pipeline == null) {
            return;
        }
        if (!pipeline.made()) {
            throw new ServiceException(
                    "ValidationException",
                    "The pipeline '" + name
                            + "' is defined by a file that this program was started with. End the program,"
                            + " and start it without that file.");
        }
        held.remove(name);
        stop(pipeline.pipeline());
        opener.close(pipeline.pipeline());
        remove(pipeline.pipeline().place().folder());
    }

    /** Nothing of a pipeline runs on in a folder that is to go. The newest ends first, so that none of them begins. */
    private static void stop(LocalPipeline pipeline) throws IOException {
        var active = pipeline.engine().state().executions().values().stream()
                .filter(execution -> execution.status().active())
                .sorted(Comparator.comparing(
                                (Execution execution) -> execution.start().number())
                        .reversed())
                .toList();
        try {
            for (Execution execution : active) {
                pipeline.engine().submit(new Command.Stop(execution.id(), true, "Deleted", DELETION));
            }
            pipeline.awaitIdle(PATIENCE);
        } catch (CommandRefusedException e) {
            LOGGER.log(Level.FINE, "An execution has ended by itself", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
