package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.Commit;
import io.jenkins.plugins.stagegate.decision.Commits;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who made a revision and what it brought, in a form that a build's record can hold. */
final class Origin {
    private final String author;
    /** Id, summary, author and time of each commit; null if it is not known what came. */
    private final List<String[]> commits;

    private final int more;

    private Origin(String author, List<String[]> commits, int more) {
        this.author = author;
        this.commits = commits;
        this.more = more;
    }

    static Origin of(SourceRevision revision) {
        var listed = revision.since().map(since -> {
            var rows = new ArrayList<String[]>();
            since.listed()
                    .forEach(one -> rows.add(new String[] {
                        one.id(), one.summary(), one.author(), one.authored().toString()
                    }));
            return rows;
        });
        return new Origin(
                revision.author().orElse(null),
                listed.orElse(null),
                revision.since().map(Commits::more).orElse(0));
    }

    Optional<String> author() {
        return Optional.ofNullable(author);
    }

    Optional<Commits> since() {
        return Optional.ofNullable(commits)
                .map(rows -> new Commits(rows.stream().map(Origin::commit).toList(), more));
    }

    private static Commit commit(String[] parts) {
        return new Commit(parts[0], parts[1], parts[2], Instant.parse(parts[3]));
    }
}
