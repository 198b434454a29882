package io.jenkins.plugins.stagegate.plugin.host;

import hudson.EnvVars;
import io.jenkins.plugins.stagegate.source.CommitLog;
import io.jenkins.plugins.stagegate.source.CommitPage;
import io.jenkins.plugins.stagegate.source.GitRevision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.revwalk.RevWalk;

/** What the git plugin has checked out, in the words of a git source action. */
final class CheckedOutCommit {
    private CheckedOutCommit() {}

    /**
     * The commit that is checked out in a folder, if it is one of git.
     *
     * @param environment what the git plugin says of the checkout
     * @param before the commit that was taken before, to tell what came since
     */
    static Optional<GitRevision> of(Path folder, EnvVars environment, Optional<String> before) throws IOException {
        if (!Files.exists(folder.resolve(Constants.DOT_GIT))) {
            return Optional.empty();
        }
        try (var git = Git.open(folder.toFile());
                var walk = new RevWalk(git.getRepository())) {
            var commit = walk.parseCommit(git.getRepository().resolve(Constants.HEAD));
            var author = commit.getAuthorIdent();
            return Optional.of(new GitRevision(
                    commit.name(),
                    environment.get("GIT_BRANCH", ""),
                    commit.getFullMessage().strip(),
                    author.getName(),
                    author.getEmailAddress(),
                    author.getWhenAsInstant(),
                    commit.getCommitterIdent().getWhenAsInstant(),
                    repository(environment.get("GIT_URL", "")),
                    CommitPage.of(environment.get("GIT_URL", ""), commit.name()).orElse(""),
                    List.of(),
                    CommitLog.since(git.getRepository(), commit, before)));
        }
    }

    /** Owner and name of a repository on a server, the name alone of one in a folder. */
    private static String repository(String url) {
        var path = url.replaceFirst("^[a-z+]+://[^/]*/", "").replaceFirst("^[^/]+:", "");
        var names = path.replaceFirst("/?(\\.git)?/?$", "").split("/", -1);
        int last = names.length - 1;
        return url.startsWith("file:") || url.startsWith("/") || last == 0
                ? names[last]
                : names[last - 1] + "/" + names[last];
    }
}
