package io.jenkins.plugins.stagegate.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/** Git's file of branches and tags, as gitformat-pack-refs(5) has it. */
final class PackedRefs {
    /** Git looks names up by their bytes, whose order is not that of Java's characters. */
    private static final Comparator<String> ORDER =
            Comparator.comparing((String name) -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private PackedRefs() {}

    /** The text of the file: branches that all point to one commit, and tags. */
    static String of(ObjectId commit, List<String> branches, List<Ref> tags) {
        var lines = new TreeMap<String, String>(ORDER);
        branches.forEach(name -> lines.put(name, line(commit, name)));
        tags.forEach(tag -> lines.put(tag.getName(), line(tag.getObjectId(), tag.getName()) + peeled(tag)));
        return "# pack-refs with: peeled fully-peeled sorted \n" + String.join("", lines.values());
    }

    private static String line(ObjectId id, String name) {
        return id.name() + " " + name + "\n";
    }

    private static String peeled(Ref tag) {
        return tag.getPeeledObjectId() == null
                ? ""
                : "^" + tag.getPeeledObjectId().name() + "\n";
    }
}
