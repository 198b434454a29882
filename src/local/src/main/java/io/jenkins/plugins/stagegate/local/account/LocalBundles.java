package io.jenkins.plugins.stagegate.local.account;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.artifact.ArtifactStore;
import io.jenkins.plugins.stagegate.local.pipeline.StateFolder.Place;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.worker.JobRequest;
import io.jenkins.plugins.stagegate.worker.WorkerBundles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Workers' artifacts in the stores of the pipelines. What was handed over is listed in the folder of its action until it counts. */
final class LocalBundles implements WorkerBundles {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Function<String, Place> places;
    private final Stores stores;

    /** Knows the store of a pipeline by its name. */
    @FunctionalInterface
    interface Stores {
        ArtifactStore of(String pipeline) throws IOException;
    }

    /** @param places where the pipeline of that name is kept */
    LocalBundles(Function<String, Place> places, Stores stores) {
        this.places = places;
        this.stores = stores;
    }

    private ArtifactStore store(JobRequest job) throws IOException {
        return stores.of(job.context().pipeline());
    }

    private Place place(JobRequest job) {
        return places.apply(job.context().pipeline());
    }

    @Override
    public InputStream open(JobRequest job, Artifact input) throws IOException {
        return store(job).open(input.digest());
    }

    @Override
    public Artifact put(JobRequest job, String name, InputStream content) throws IOException {
        try (var ingest = store(job).ingest()) {
            content.transferTo(ingest);
            var artifact = ingest.commit(name);
            note(job, artifact);
            return artifact;
        }
    }

    private synchronized void note(JobRequest job, Artifact artifact) throws IOException {
        var all = new ArrayList<>(handedOver(job));
        all.removeIf(one -> one.name().equals(artifact.name()));
        all.add(artifact);
        var list = list(job);
        Files.createDirectories(list.getParent());
        var fresh = list.resolveSibling("handed-over.new");
        MAPPER.writeValue(fresh.toFile(), all);
        Files.move(fresh, list, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public List<Artifact> handedOver(JobRequest job) throws IOException {
        try {
            return MAPPER.readValue(Files.readString(list(job)), new TypeReference<List<Artifact>>() {});
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private Path list(JobRequest job) {
        return place(job).handedOver(job.context().actionExecution());
    }
}
