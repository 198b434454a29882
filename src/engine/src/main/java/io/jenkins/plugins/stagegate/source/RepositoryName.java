package io.jenkins.plugins.stagegate.source;

import java.util.List;
import java.util.stream.Stream;

/** The name of a repository as its address tells it. */
final class RepositoryName {
    private RepositoryName() {}

    /** {@code owner/name} for a server's address, the folder's name for a folder. */
    static String of(String address) {
        boolean remote = address.matches("[a-z+]+://[^/]+/.*") && !address.startsWith("file:");
        var path = address.replaceFirst("^[a-z+]+://[^/]*/", "").replaceFirst("^file:", "");
        List<String> parts = Stream.of(path.split("[/\\\\]+"))
                .filter(part -> !part.isEmpty() && !part.equals(".git"))
                .map(part -> part.endsWith(".git") ? part.substring(0, part.length() - ".git".length()) : part)
                .toList();
        int shown = Math.min(parts.size(), remote ? 2 : 1);
        return String.join("/", parts.subList(parts.size() - shown, parts.size()));
    }
}
