package io.jenkins.plugins.stagegate.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** What a commit speaks of that is kept elsewhere, and is therefore not taken. */
final class Omissions {
    private static final int LARGEST_ATTRIBUTES = 1 << 20;

    private Omissions() {}

    /** Sentences for people; none if the files are whole. */
    static List<String> of(Repository repository, RevCommit commit) throws IOException {
        var submodules = new ArrayList<String>();
        boolean large = false;
        try (var walk = new TreeWalk(repository)) {
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                if (walk.getFileMode() == FileMode.GITLINK) {
                    submodules.add(walk.getPathString());
                } else if (walk.getNameString().equals(Constants.DOT_GIT_ATTRIBUTES)) {
                    large |= text(repository, walk).contains("filter=lfs");
                }
            }
        }
        var sentences = new ArrayList<String>();
        if (!submodules.isEmpty()) {
            sentences.add("Submodules are not taken; their folders are empty: " + String.join(", ", submodules)
                    + ". Take each with a source action of its own.");
        }
        if (large) {
            sentences.add("Files of Git LFS are not taken; pointers to them stand in their places."
                    + " Get them in a build action, with `git lfs`.");
        }
        return sentences;
    }

    /** The same of the history that is handed on. */
    static List<String> ofHistory(Repository repository) throws IOException {
        return repository.getObjectDatabase().getShallowCommits().isEmpty()
                ? List.of()
                : List.of("The repository is a shallow clone itself, so a part of the history is missing here, too."
                        + " Fetch the rest with `git fetch --unshallow`.");
    }

    private static String text(Repository repository, TreeWalk walk) throws IOException {
        var blob = repository.open(walk.getObjectId(0));
        return blob.getSize() > LARGEST_ATTRIBUTES ? "" : new String(blob.getBytes(), StandardCharsets.UTF_8);
    }
}
