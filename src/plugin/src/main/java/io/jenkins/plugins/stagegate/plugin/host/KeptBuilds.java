package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.model.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Keeps Jenkins from discarding builds whose artifacts an execution may still take in, and lets go of them afterwards.
 *
 * <p>Those are the executions that the engine's state knows: what moves, what failed in a stage and can be retried, and what
 * succeeded in a stage last, to which a rollback goes. A build is kept as people keep one: by its <em>keep forever</em> mark,
 * which every way of discarding respects. A job that is {@linkplain Retirement retired} wants nothing but what moves. See docs/decisions/0026-builds-with-needed-artifacts-are-kept.md.
 */
final class KeptBuilds {
    private static final Logger LOGGER = Logger.getLogger(KeptBuilds.class.getName());
    private static final String FILE = "kept-builds";

    private final JobPipeline pipeline;
    private Map<String, Claim> claims = Map.of();

    /** The builds that an execution wants kept, and what that was found out from. */
    private record Claim(int build, boolean active, boolean carried, Set<Integer> builds) {
        boolean asOf(int build, boolean active, boolean carried) {
            return this.build == build && this.active == active && this.carried == carried;
        }
    }

    KeptBuilds(JobPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Whether somebody may need other builds after the event. */
    static boolean concerns(Event event) {
        return !(event instanceof Event.OfAction) && !(event instanceof Event.OfCondition);
    }

    /** Keeps those builds that are needed now, and no others. */
    synchronized void review() {
        var next = new HashMap<String, Claim>();
        boolean retired = Retirement.of(pipeline.job());
        for (Execution execution : pipeline.state().executions().values()) {
            if (!retired || execution.status().active()) {
                next.put(execution.id(), claim(execution));
            }
        }
        if (!next.equals(claims)) {
            claims = next;
            try {
                keep(next.values().stream()
                        .flatMap(claim -> claim.builds().stream())
                        .collect(Collectors.toCollection(TreeSet::new)));
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "Could not keep the builds that " + pipeline + " needs");
            }
        }
    }

    private Claim claim(Execution execution) {
        int build = pipeline.builds().number(execution.id());
        boolean active = execution.status().active();
        boolean carried = pipeline.host().carries(execution.id());
        var known = claims.get(execution.id());
        return known != null && known.asOf(build, active, carried)
                ? known
                : new Claim(build, active, carried, holders(execution));
    }

    /**
     * The builds that hold the execution's artifacts, and those that lead to them. Those that still run need nobody to keep
     * them.
     */
    private Set<Integer> holders(Execution execution) {
        var digests =
                execution.artifacts().values().stream().map(Artifact::digest).toList();
        var holders = new TreeSet<Integer>();
        var way = new TreeSet<Integer>();
        boolean over = !execution.status().active();
        for (WorkflowRun build : pipeline.builds().all(execution.id())) {
            if (over || !build.isBuilding()) {
                way.add(build.getNumber());
                if (ReleaseRun.of(build).filter(one -> holdsAny(one, digests)).isPresent()) {
                    holders.addAll(way);
                }
            }
        }
        return holders;
    }

    private static boolean holdsAny(ReleaseRun release, List<String> digests) {
        return digests.stream().anyMatch(digest -> release.bundle(digest).isPresent());
    }

    /** It is written down first what is about to be kept: after a crash nothing stays kept that nobody knows of. */
    private void keep(Set<Integer> wanted) throws IOException {
        var former = read();
        if (former.equals(wanted)) {
            return;
        }
        var both = new TreeSet<>(former);
        both.addAll(wanted);
        write(both);
        for (int number : both) {
            var build = pipeline.job().getBuildByNumber(number);
            var release = build == null ? null : ReleaseRun.of(build).orElse(null);
            if (release != null && wanted.contains(number) && !former.contains(number)) {
                release.keep();
            } else if (release != null && !wanted.contains(number)) {
                release.release();
            }
        }
        write(wanted);
    }

    private Set<Integer> read() throws IOException {
        var file = file();
        return Files.exists(file)
                ? Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                        .map(Integer::valueOf)
                        .collect(Collectors.toCollection(TreeSet::new))
                : new TreeSet<>();
    }

    private void write(Collection<Integer> numbers) throws IOException {
        var next = file().resolveSibling(FILE + ".new");
        Files.write(next, numbers.stream().map(String::valueOf).toList(), StandardCharsets.UTF_8);
        Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file() {
        return pipeline.folder().resolve(FILE);
    }
}
