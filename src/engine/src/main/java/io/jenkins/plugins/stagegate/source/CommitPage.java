package io.jenkins.plugins.stagegate.source;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page on which a server shows a commit, as the address of the repository tells it. Nobody is asked: servers that people run
 * themselves are known by their names, and where none fits there is no page, since a wrong link is worse than none.
 */
public final class CommitPage {
    private static final Pattern WEB = Pattern.compile("https?://(?:[^/@]*@)?([^/]+)/(.+)");
    private static final Pattern SSH = Pattern.compile("(?:git\\+)?ssh://(?:[^/@]*@)?([^/:]+)(?::\\d+)?/(.+)");
    private static final Pattern SHORT_SSH = Pattern.compile("[^/@]+@([^/:]+):(.+)");
    private static final Pattern CODE_COMMIT =
            Pattern.compile("git-codecommit(?:-fips)?\\.([a-z0-9-]+)\\.amazonaws\\.com");
    private static final Pattern CODE_COMMIT_HELPER =
            Pattern.compile("codecommit::([a-z0-9-]+)://(?:[^/@]*@)?([^/@]+)");

    /** Servers by a word in their names, and what they put between repository and commit. */
    private record Server(String word, String between) {}

    private static final List<Server> SERVERS = List.of(
            new Server("gitlab", "/-/commit/"),
            new Server("github", "/commit/"),
            new Server("gitea", "/commit/"),
            new Server("forgejo", "/commit/"),
            new Server("codeberg.org", "/commit/"),
            new Server("gogs", "/commit/"),
            new Server("dev.azure.com", "/commit/"),
            new Server("bitbucket", "/commits/"));

    private CommitPage() {}

    /**
     * The address of the page; empty for a folder, and for a server that is not known.
     *
     * @param repository an address that git takes; a login in it is left out
     */
    public static Optional<String> of(String repository, String commit) {
        var helper = CODE_COMMIT_HELPER.matcher(repository);
        if (helper.matches()) {
            return Optional.of(codeCommit(helper.group(1), helper.group(2), commit));
        }
        var web = WEB.matcher(repository);
        if (web.matches()) {
            return page(repository.substring(0, repository.indexOf(':')), web, commit);
        }
        var ssh = SSH.matcher(repository);
        if (ssh.matches()) {
            return page("https", ssh, commit);
        }
        var shortSsh = SHORT_SSH.matcher(repository);
        return shortSsh.matches() ? page("https", shortSsh, commit) : Optional.empty();
    }

    private static Optional<String> page(String scheme, Matcher address, String commit) {
        var host = address.group(1);
        var path = address.group(2).replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        var codeCommit = CODE_COMMIT.matcher(host);
        if (codeCommit.matches()) {
            return Optional.of(codeCommit(codeCommit.group(1), path.replaceFirst("^/*v1/repos/", ""), commit));
        }
        var root = scheme + "://" + host + "/";
        return SERVERS.stream()
                .filter(server -> host.contains(server.word()))
                .findFirst()
                .map(server -> server.word().equals("bitbucket") && !host.contains("bitbucket.org")
                        ? root + dataCenter(path) + server.between() + commit
                        : root + path + server.between() + commit);
    }

    /** Bitbucket Data Center: {@code scm/PROJECT/name} over https, {@code PROJECT/name} over ssh. */
    private static String dataCenter(String path) {
        return path.replaceFirst("^(?:scm/)?~([^/]+)/([^/]+)$", "users/$1/repos/$2")
                .replaceFirst("^(?:scm/)?(?!users/)([^/]+)/([^/]+)$", "projects/$1/repos/$2");
    }

    private static String codeCommit(String region, String name, String commit) {
        return "https://" + region + ".console.aws.amazon.com/codesuite/codecommit/repositories/" + name + "/commit/"
                + commit + "?region=" + region;
    }
}
