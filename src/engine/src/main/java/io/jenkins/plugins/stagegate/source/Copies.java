package io.jenkins.plugins.stagegate.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.util.FileUtils;

/**
 * Bare copies of repositories, so that nothing is fetched twice. A copy may be deleted at any time; it is made anew.
 *
 * <p>One at a time uses a copy, in this process and in all others.
 */
final class Copies {
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Path folder;

    Copies(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** What is done with a copy. */
    interface Use<T> {
        /**
         * Does it.
         *
         * @param gitFolder may not exist yet
         */
        T with(Path gitFolder) throws SourceException, GitAPIException, IOException;
    }

    /** Uses the copy of the repository at an address. */
    <T> T use(String url, Use<T> use) throws SourceException, GitAPIException, IOException {
        // The address may hold a login, which nobody shall read in a folder's name.
        var name = new ObjectInserter.Formatter()
                .idFor(Constants.OBJ_BLOB, Constants.encode(url))
                .name();
        var copy = Files.createDirectories(folder).resolve(name);
        var lock = LOCKS.computeIfAbsent(copy, any -> new ReentrantLock());
        lock.lock();
        try (var channel =
                FileChannel.open(folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Against other processes; the end of the channel is the end of this lock.
            channel.lock();
            return use.with(copy);
        } finally {
            lock.unlock();
        }
    }

    /** Uses a copy that nobody else has, and that is not kept. */
    static <T> T once(Use<T> use) throws SourceException, GitAPIException, IOException {
        var scratch = Files.createTempDirectory("stage-gate-git");
        try {
            return use.with(scratch.resolve("git"));
        } finally {
            FileUtils.delete(scratch.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
        }
    }
}
