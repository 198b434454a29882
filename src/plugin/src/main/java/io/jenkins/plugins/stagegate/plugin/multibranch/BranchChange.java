package io.jenkins.plugins.stagegate.plugin.multibranch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hudson.XmlFile;
import hudson.scm.SCM;
import io.jenkins.plugins.stagegate.arrival.Arrival;
import io.jenkins.plugins.stagegate.arrival.Watched;
import io.jenkins.plugins.stagegate.plugin.job.GitPlugin;
import io.jenkins.plugins.stagegate.source.GitAddress;
import io.jenkins.plugins.stagegate.trigger.Delivery;
import io.jenkins.plugins.stagegate.trigger.Provider;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.scm.api.SCMHeadOrigin;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead2;
import jenkins.scm.api.mixin.TagSCMHead;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** A new revision of a branch or pull request that Jenkins' scan of the repository, or an event, has found. */
final class BranchChange {
    /** What deliveries call the repository that the branch is of. Nothing from outside can be about it. */
    private static final String OWN = "scm()";

    private static final int KEPT = 50;
    private static final Pattern COMMIT = Pattern.compile("^([0-9a-f]{40})(?![0-9a-f]).*", Pattern.DOTALL);

    private BranchChange() {}

    static Watched watched(BranchDefinition.Place place, String action) {
        var name = place.branch().getHead().getName();
        SCM scm = place.source().build(place.branch().getHead(), null);
        var git = GitPlugin.isThere() ? GitPlugin.address(scm) : Optional.<GitAddress>empty();
        return new Watched(
                action,
                git.orElseGet(() -> GitAddress.of(OWN)).onBranch(name),
                Optional.of(OWN),
                true,
                git.isPresent());
    }

    /** The commit of a revision; of one that is no commit of git something that stands for it. */
    static String commit(SCMRevision revision) {
        var text = revision.toString();
        var commit = COMMIT.matcher(text);
        return commit.matches() ? commit.group(1) : digest(text);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The change as a delivery. */
    static Arrival arrival(SCMRevision revision, Optional<String> before) {
        var head = revision.getHead();
        var body = JsonNodeFactory.instance.objectNode().put("repository", OWN);
        body.put("commit", commit(revision));
        if (head instanceof ChangeRequestSCMHead request) {
            var source = head instanceof ChangeRequestSCMHead2 named ? named.getOriginName() : head.getName();
            body.putObject("pullRequest")
                    .put("number", request.getId())
                    .put("event", before.isEmpty() ? "OPEN" : "UPDATED")
                    .put("source", source)
                    .put("target", request.getTarget().getName())
                    .put("fork", !SCMHeadOrigin.DEFAULT.equals(head.getOrigin()));
        } else {
            body.put(head instanceof TagSCMHead ? "tag" : "branch", head.getName());
            before.ifPresent(commit -> body.put("before", commit));
        }
        var delivery = new Delivery(Provider.GENERIC, Map.of(), body.toString());
        return Arrival.byScm(delivery, UUID.randomUUID().toString(), Instant.now());
    }

    /** Keeps the revision for the build that will take it; the latest few commits are enough. */
    static void keep(WorkflowJob job, SCMRevision revision) throws IOException {
        var file = file(job, commit(revision));
        file.write(revision);
        var all = file.getFile().getParentFile().listFiles();
        if (all != null && all.length > KEPT) {
            var oldest = Stream.of(all)
                    .sorted(Comparator.comparingLong(File::lastModified))
                    .limit(all.length - KEPT);
            for (File each : oldest.toList()) {
                Files.deleteIfExists(each.toPath());
            }
        }
    }

    /** The revision of that commit, if it was kept. */
    static Optional<SCMRevision> revision(WorkflowJob job, String commit) throws IOException {
        var file = file(job, commit);
        return file.exists() ? Optional.of((SCMRevision) file.read()) : Optional.empty();
    }

    private static XmlFile file(WorkflowJob job, String commit) {
        return new XmlFile(job.getRootDir()
                .toPath()
                .resolve("stage-gate/triggers/revisions")
                .resolve(commit + ".xml")
                .toFile());
    }
}
