package io.jenkins.plugins.stagegate.source;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** The tags that commands such as {@code git describe} find from a commit. */
final class TagsOn {
    private TagsOn() {}

    /** Those of a repository itself. */
    static List<Ref> of(Repository repository, ObjectId commit) throws IOException {
        var refs = repository.getRefDatabase();
        var tags = Stream.<Ref>builder();
        for (Ref tag : refs.getRefsByPrefix(Constants.R_TAGS)) {
            tags.add(refs.peel(tag));
        }
        return of(repository, commit, tags.build());
    }

    /**
     * Those that point to the commit, or to one that leads to it.
     *
     * @param tags known to be peeled
     */
    static List<Ref> of(Repository repository, ObjectId commit, Stream<Ref> tags) throws IOException {
        var named = tags.filter(tag -> Repository.isValidRefName(tag.getName())).toList();
        var targets = named.stream().map(TagsOn::target).collect(Collectors.toSet());
        var reached = new HashSet<ObjectId>();
        try (var walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(commit));
            for (var one : walk) {
                if (targets.contains(one)) {
                    reached.add(one.copy());
                }
            }
        }
        return named.stream().filter(tag -> reached.contains(target(tag))).toList();
    }

    private static ObjectId target(Ref tag) {
        return tag.getPeeledObjectId() == null ? tag.getObjectId() : tag.getPeeledObjectId();
    }
}
