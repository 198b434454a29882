package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.Commits;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A commit that was taken.
 *
 * @param branch the branch or tag that led to it; empty if it was asked for by id alone
 * @param message whole, without the last line break
 * @param authored when it was written
 * @param committed when it took its place in the history: later, if somebody else committed it or it was rebased
 * @param repository owner and name, such as {@code acme/shop}; the name alone for a folder
 * @param page where people can look at it; empty if nobody knows
 * @param omitted sentences for people about what the commit speaks of, but was not taken with it: submodules, large files
 * @param since what it brings beyond the commit before it that was named; empty if that is not known
 */
public record GitRevision(
        String commit,
        String branch,
        String message,
        String authorName,
        String authorEmail,
        Instant authored,
        Instant committed,
        String repository,
        String page,
        List<String> omitted,
        Optional<Commits> since) {
    /** The setting of a source action that names the connection by which CodePipeline would reach the repository. */
    public static final String CONNECTION = "ConnectionArn";

    public GitRevision {
        omitted = List.copyOf(omitted);
    }

    /** One of which nothing is known to be omitted, and nothing of what came before. */
    public GitRevision(
            String commit,
            String branch,
            String message,
            String authorName,
            String authorEmail,
            Instant authored,
            Instant committed,
            String repository) {
        this(
                commit,
                branch,
                message,
                authorName,
                authorEmail,
                authored,
                committed,
                repository,
                "",
                List.of(),
                Optional.empty());
    }

    /** The same, led to by another branch or tag than the one that was guessed from what points to it. */
    public GitRevision on(String name) {
        return new GitRevision(
                commit, name, message, authorName, authorEmail, authored, committed, repository, page, omitted, since);
    }

    /** The same, with more sentences about what is omitted. */
    GitRevision without(List<String> more) {
        var all = new ArrayList<>(omitted);
        all.addAll(more);
        return new GitRevision(
                commit, branch, message, authorName, authorEmail, authored, committed, repository, page, all, since);
    }

    /** The first line of the message. */
    public String summary() {
        return message.lines().findFirst().orElse("");
    }

    /** The same for the pipeline's history. */
    public SourceRevision as(String action) {
        return new SourceRevision(action, commit, summary(), page, Optional.of(authorName), since);
    }

    /**
     * The output variables; the names are those of CodePipeline's git sources.
     *
     * @param settings of the source action
     */
    public Map<String, String> variables(Map<String, String> settings) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("CommitId", commit);
        variables.put("BranchName", branch);
        variables.put("CommitMessage", message);
        variables.put("CommitUrl", page);
        variables.put("CommitterDate", date(committed));
        variables.put("AuthorDate", date(authored));
        variables.put("AuthorName", authorName);
        variables.put("AuthorEmail", authorEmail);
        // Git knows its authors by nothing else.
        variables.put("AuthorId", authorEmail);
        variables.put("FullRepositoryName", repository);
        variables.put("RepositoryName", repository.substring(repository.lastIndexOf('/') + 1));
        Optional.ofNullable(settings.get(CONNECTION)).ifPresent(arn -> variables.put(CONNECTION, arn));
        return variables;
    }

    private static String date(Instant time) {
        return DateTimeFormatter.ISO_INSTANT.format(time.atOffset(ZoneOffset.UTC));
    }
}
