package io.jenkins.plugins.stagegate.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What is left of a file's mode in an artifact; where files have no mode there is none to see or to set. */
final class ExecuteBit {
    private static final Map<PosixFilePermission, PosixFilePermission> EXECUTE_OF_READ = Map.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);

    private ExecuteBit() {}

    /** Asks the mode, not the system: that would tell whether <em>we</em> may execute the file. */
    static boolean isSet(Path file) throws IOException {
        PosixFileAttributeView view = view(file);
        return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    }

    /** Lets everybody execute the file who may read it. */
    static void set(Path file) throws IOException {
        PosixFileAttributeView view = view(file);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> permissions =
                EnumSet.copyOf(view.readAttributes().permissions());
        EXECUTE_OF_READ.forEach((read, execute) -> {
            if (permissions.contains(read)) {
                permissions.add(execute);
            }
        });
        view.setPermissions(permissions);
    }

    private static PosixFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
