package io.jenkins.plugins.stagegate.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A real git repository with a few files of a shop. */
public final class ShopRepository {
    private final Path folder;

    private ShopRepository(Path folder) {
        this.folder = folder;
    }

    /** A repository with one commit. */
    public static ShopRepository in(Path folder) throws IOException, GitAPIException {
        return in(folder, "Open the shop");
    }

    /** A repository whose one commit has that message, and all the files that are in the folder already. */
    public static ShopRepository in(Path folder, String message) throws IOException, GitAPIException {
        try (var git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call()) {
            git.getRepository().getConfig().setBoolean("commit", null, "gpgsign", false);
            git.getRepository().getConfig().save();
        }
        var repository = new ShopRepository(folder);
        repository.commit("price.txt", "100\n", message);
        return repository;
    }

    /** Writes a file and commits it; returns the commit's id. */
    public String commit(String file, String content, String message) throws IOException, GitAPIException {
        Files.writeString(folder.resolve(file), content);
        try (var git = Git.open(folder.toFile())) {
            git.add().addFilepattern(".").call();
            return git.commit()
                    .setMessage(message)
                    .setAuthor("Alice", "alice@example.com")
                    .setCommitter("Alice", "alice@example.com")
                    .call()
                    .name();
        }
    }

    public String address() {
        return folder.toUri().toString();
    }
}
