package io.jenkins.plugins.stagegate.local.demo;

import io.jenkins.plugins.stagegate.local.UserException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** The example of the documentation, as a git repository with one commit. */
public final class SampleProject {
    private static final String DEFINITION = "Jenkinsfile";

    private SampleProject() {}

    /**
     * Lays the project out, unless it is there already.
     *
     * @return its definition
     * @throws UserException if the folder has something else in it
     */
    public static Path layOut(Path folder) throws UserException, IOException {
        var definition = folder.resolve(DEFINITION);
        if (Files.exists(definition) && Files.isDirectory(folder.resolve(".git"))) {
            return definition;
        }
        requireEmpty(folder);
        unpack(folder);
        commit(folder);
        return definition;
    }

    private static void requireEmpty(Path folder) throws UserException, IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var found = Files.list(folder)) {
            if (found.findAny().isPresent()) {
                throw UserException.usage(
                        "The folder " + folder + " has something else in it. Name one that is empty or not there.");
            }
        }
    }

    private static void unpack(Path folder) throws IOException {
        var source = resource();
        if (!source.getScheme().equals("jar")) {
            copy(Path.of(source), folder);
            return;
        }
        try (var jar = FileSystems.newFileSystem(source, Map.of())) {
            copy(jar.provider().getPath(source), folder);
        }
    }

    private static URI resource() throws IOException {
        var found = SampleProject.class.getResource("shop/" + DEFINITION);
        if (found == null) {
            throw new IOException("This program lacks its sample project. Build it again.");
        }
        return URI.create(found.toString().replaceFirst("/" + DEFINITION + "$", ""));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.write(target, Files.readAllBytes(file));
            }
        }
    }

    private static void commit(Path folder) throws IOException {
        try (var git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call()) {
            git.add().addFilepattern(".").call();
            var author = new PersonIdent("Stage Gate", "stage-gate@example.com");
            git.commit()
                    .setMessage("Open the shop")
                    .setAuthor(author)
                    .setCommitter(author)
                    .setSign(false)
                    .call();
        } catch (GitAPIException e) {
            throw new IOException("The sample repository cannot be made: " + e.getMessage(), e);
        }
    }
}
