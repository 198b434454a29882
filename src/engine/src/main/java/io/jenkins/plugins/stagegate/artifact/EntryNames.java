package io.jenkins.plugins.stagegate.artifact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names in an archive, of which none may be another's, lead elsewhere, or lie below something that is no folder. */
final class EntryNames {
    private static final List<String> NO_NAMES = List.of("", ".", "..");

    /** Whether each name is one of a folder. */
    private final Map<String, Boolean> folders = new HashMap<>();

    /** Adds the name of an entry, and tells what is wrong with it. */
    Optional<String> add(String name, boolean isFolder) {
        String path = isFolder && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        for (String part : path.split("/", -1)) {
            if (NO_NAMES.contains(part)) {
                return Optional.of("it is absolute, or has '.' or '..' in it");
            }
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String parent = path.substring(0, slash);
            if (!folders.computeIfAbsent(parent, absent -> true)) {
                return Optional.of("it is below '%s', which is no folder".formatted(parent));
            }
        }
        Boolean before = folders.putIfAbsent(path, isFolder);
        return before == null || (before && isFolder) ? Optional.empty() : Optional.of("it is there twice");
    }
}
