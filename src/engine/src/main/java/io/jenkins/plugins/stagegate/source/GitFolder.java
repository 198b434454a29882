package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.util.FS;

/**
 * The {@code .git} that goes with the files of a commit: the commits that lead to it, and the tags on them.
 *
 * <p>It is written file by file, and nothing of what a server or a person has in theirs is taken over: no hook, no setting, no
 * login, no time. So it may go to any machine, and is the same whenever it is written from the same objects.
 *
 * @param from has the objects
 * @param branch the one that HEAD is on, by its short name; empty for none
 * @param tags those that point to the commit or to one that leads to it
 * @param origin the address that commands of git may go on from, without a login; empty if there is none
 */
record GitFolder(Repository from, ObjectId commit, Optional<String> branch, List<Ref> tags, Optional<String> origin) {
    /** Git needs a file below {@code refs}, for empty folders are no part of an artifact; names of branches may be no names of files. */
    private static final String OURS = "refs/stage-gate/revision";

    GitFolder {
        branch = branch.filter(name -> Repository.isValidRefName(Constants.R_HEADS + name));
        tags = List.copyOf(tags);
    }

    /**
     * Writes it among the files of the commit, that are there.
     *
     * @throws SourceException if the repository does not have the whole history
     */
    void write(Path files) throws SourceException, IOException {
        var folder = Files.createDirectory(files.resolve(Constants.DOT_GIT));
        boolean submodules = index(folder.resolve("index"));
        var cut = pack(Files.createDirectories(folder.resolve("objects/pack")));
        if (!cut.isEmpty()) {
            Files.writeString(
                    folder.resolve("shallow"), cut.stream().sorted().collect(Collectors.joining("\n", "", "\n")));
        }
        Files.writeString(folder.resolve("config"), config(submodules).toText());
        Files.writeString(folder.resolve("packed-refs"), PackedRefs.of(commit, branches(), tags));
        Files.writeString(
                folder.resolve(Constants.HEAD),
                branch.map(name -> "ref: " + Constants.R_HEADS + name).orElse(commit.name()) + "\n");
        var ours = folder.resolve(OURS);
        Files.createDirectories(ours.getParent());
        Files.writeString(ours, commit.name() + "\n");
    }

    /** The index as right after a checkout, without times and sizes: git looks at the files once. Tells whether there are submodules. */
    private boolean index(Path file) throws IOException {
        var index = DirCache.lock(file.toFile(), FS.DETECTED);
        try (var walk = new RevWalk(from)) {
            var builder = index.builder();
            builder.addTree(
                    new byte[0],
                    DirCacheEntry.STAGE_0,
                    walk.getObjectReader(),
                    walk.parseCommit(commit).getTree());
            builder.finish();
            index.write();
            if (!index.commit()) {
                throw new IOException(file + " could not be written");
            }
        } finally {
            index.unlock();
        }
        boolean submodules = false;
        for (int i = 0; i < index.getEntryCount(); i++) {
            submodules |= index.getEntry(i).getFileMode() == FileMode.GITLINK;
        }
        return submodules;
    }

    /** Writes one pack; gives the ids of commits whose own history the repository does not have, since it is shallow itself. */
    private Set<String> pack(Path folder) throws SourceException, IOException {
        var config = new PackConfig();
        config.setThreads(1); // more of them find other deltas each time
        Set<ObjectId> wanted = new HashSet<>(Set.of(commit));
        tags.forEach(tag -> wanted.add(tag.getObjectId()));
        try (var writer = new PackWriter(config, from.newObjectReader())) {
            writer.setUseBitmaps(false);
            writer.preparePack(NullProgressMonitor.INSTANCE, wanted, Set.of());
            var name = "pack-" + writer.computeName().name();
            try (var out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(name + ".pack")))) {
                writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, out);
            }
            try (var out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(name + ".idx")))) {
                writer.writeIndex(out);
            }
        } catch (MissingObjectException e) {
            throw new SourceException(
                    ActionFailure.REVISION_UNAVAILABLE,
                    "The history of " + commit.name()
                            + " cannot be handed on, since the repository does not have all of it ("
                            + e.getMessage()
                            + "). A clone that was made with `--filter` is such a one: fetch the rest with"
                            + " `git fetch --refetch --no-filter`, or take the source without `fullClone`.",
                    e);
        }
        return cut();
    }

    private Set<String> cut() throws IOException {
        try (ObjectReader reader = from.newObjectReader();
                var walk = new RevWalk(reader)) {
            var ends = reader.getShallowCommits();
            if (ends.isEmpty()) {
                return Set.of();
            }
            walk.markStart(walk.parseCommit(commit));
            var reached = new HashSet<String>();
            for (var one : walk) {
                if (ends.contains(one)) {
                    reached.add(one.name());
                }
            }
            return reached;
        }
    }

    private Config config(boolean submodules) {
        var config = new Config();
        config.setInt("core", null, "repositoryformatversion", 0);
        config.setBoolean("core", null, "filemode", true);
        config.setBoolean("core", null, "bare", false);
        config.setBoolean("core", null, "autocrlf", false); // the files have the bytes of the commit
        if (submodules) {
            config.setString("diff", null, "ignoreSubmodules", "all"); // which are not taken, and are no change
        }
        origin.ifPresent(url -> {
            config.setString("remote", "origin", "url", url);
            config.setString("remote", "origin", "fetch", "+refs/heads/*:refs/remotes/origin/*");
            branch.ifPresent(name -> {
                config.setString("branch", name, "remote", "origin");
                config.setString("branch", name, "merge", Constants.R_HEADS + name);
            });
        });
        return config;
    }

    private List<String> branches() {
        var known = origin.isPresent()
                ? List.of(Constants.R_HEADS, Constants.R_REMOTES + "origin/")
                : List.of(Constants.R_HEADS);
        return branch.map(name -> known.stream().map(place -> place + name).toList())
                .orElse(List.of());
    }
}
