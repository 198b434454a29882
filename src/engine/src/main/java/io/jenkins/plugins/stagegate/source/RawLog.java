package io.jenkins.plugins.stagegate.source;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Writes commits with the files that they changed as {@code git whatchanged --no-abbrev --format=raw} prints them, the newest
 * first: what the git plugin of Jenkins reads as a change log. Merges are left out, as they are there.
 *
 * <p>The names in it are anybody's: none of them may begin a line.
 */
final class RawLog {
    /** As many as the git plugin lists. */
    static final int MOST_COMMITS = 1024;

    /** Who changes more of them at once has moved something, or brought in somebody else's. */
    static final int MOST_FILES = 10_000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ", Locale.ROOT);

    private final Repository repository;
    private final PrintWriter out;
    private int files;

    private RawLog(Repository repository, PrintWriter out) {
        this.repository = repository;
        this.out = out;
    }

    /**
     * Writes what a commit brings beyond another one into a file; no file if there is no other one, or the repository does not
     * have it.
     *
     * @param before the id of the other commit
     */
    static void write(Repository repository, ObjectId commit, Optional<String> before, Path file) throws IOException {
        var other = before.filter(ObjectId::isId).map(ObjectId::fromString);
        if (other.isEmpty() || !repository.getObjectDatabase().has(other.get())) {
            return;
        }
        try (var out = new PrintWriter(Files.newBufferedWriter(file));
                var walk = new RevWalk(repository)) {
            walk.setRevFilter(RevFilter.NO_MERGES);
            walk.markStart(walk.parseCommit(commit));
            walk.markUninteresting(walk.parseCommit(other.get()));
            var log = new RawLog(repository, out);
            int written = 0;
            for (var next = walk.next(); next != null && written < MOST_COMMITS; next = walk.next()) {
                log.write(walk, next);
                written++;
            }
            if (out.checkError()) {
                throw new IOException("The change log " + file + " could not be written.");
            }
        }
    }

    private void write(RevWalk walk, RevCommit commit) throws IOException {
        line("commit " + commit.name());
        line("tree " + commit.getTree().name());
        for (RevCommit parent : commit.getParents()) {
            line("parent " + parent.name());
        }
        line("author " + person(commit.getAuthorIdent()));
        line("committer " + person(commit.getCommitterIdent()));
        line("");
        commit.getFullMessage().lines().forEach(text -> line("    " + text));
        line("");
        writeFiles(walk, commit);
        line("");
    }

    private static String person(PersonIdent person) {
        return word(person.getName()) + " <" + word(person.getEmailAddress()) + "> "
                + TIME.format(person.getWhenAsInstant().atZone(person.getZoneId()));
    }

    private static String word(String name) {
        return name.replaceAll("[\\p{Cntrl}<>]", " ").strip();
    }

    private void writeFiles(RevWalk walk, RevCommit commit) throws IOException {
        try (var trees = new TreeWalk(repository)) {
            if (commit.getParentCount() == 0) {
                trees.addTree(new EmptyTreeIterator());
            } else {
                trees.addTree(walk.parseCommit(commit.getParent(0)).getTree());
            }
            trees.addTree(commit.getTree());
            trees.setRecursive(true);
            trees.setFilter(TreeFilter.ANY_DIFF);
            for (; files < MOST_FILES && trees.next(); files++) {
                line(":%06o %06o %s %s %s\t%s"
                        .formatted(
                                trees.getRawMode(0),
                                trees.getRawMode(1),
                                trees.getObjectId(0).name(),
                                trees.getObjectId(1).name(),
                                change(trees),
                                trees.getPathString().replaceAll("\\p{Cntrl}", "?")));
            }
        }
    }

    private static char change(TreeWalk trees) {
        if (trees.getRawMode(0) == 0) {
            return 'A';
        }
        return trees.getRawMode(1) == 0 ? 'D' : 'M';
    }

    private void line(String text) {
        out.print(text + "\n");
    }
}
