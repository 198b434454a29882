package io.jenkins.plugins.stagegate.plugin.job;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.scm.SCM;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import jenkins.scm.api.SCMFileSystem;
import jenkins.scm.api.SCMRevision;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/**
 * A definition in a repository.
 *
 * @param path of the file, relative to the repository's root
 * @param lightweight whether to read the one file without a checkout, where the SCM can do so
 */
public record DefinitionFile(SCM scm, String path, boolean lightweight) {
    /** Whether a path leads to something in the folder that it is relative to. */
    public static boolean staysInside(String path) {
        var parts = path.replace('\\', '/').split("/", -1);
        return !new File(path).isAbsolute()
                && !path.startsWith("/")
                && java.util.Arrays.stream(parts).noneMatch(part -> part.equals("..") || part.indexOf('\0') >= 0);
    }

    /** Reads the file as it is in the SCM now. */
    public DefinitionText read(FlowExecutionOwner owner, TaskListener listener)
            throws IOException, InterruptedException {
        var build = (Run<?, ?>) owner.getExecutable();
        var file = build.getEnvironment(listener).expand(path);
        if (!staysInside(file)) {
            throw new AbortException(Messages.DefinitionFile_leavesRepository(file));
        }
        var pinned = GitPlugin.isThere() ? GitPlugin.revision(build) : Optional.<SCMRevision>empty();
        if (lightweight && (pinned.isPresent() || !GitPlugin.isThere() || !GitPlugin.isPinned(build))) {
            try (var repository = SCMFileSystem.of(build.getParent(), scm, pinned.orElse(null), build)) {
                if (repository != null) {
                    return read(repository, file, listener);
                }
            }
            listener.getLogger().println(Messages.DefinitionFile_notLightweight());
        }
        return checkOut(build, file, listener);
    }

    /** Reads the file as it is now, if that needs neither a build nor a checkout. */
    Optional<DefinitionText> peek(Item job) throws IOException, InterruptedException {
        if (!lightweight || path.contains("$") || !staysInside(path)) {
            return Optional.empty();
        }
        try (var repository = SCMFileSystem.of(job, scm)) {
            return repository == null ? Optional.empty() : Optional.of(read(repository, path));
        }
    }

    /** Reads the file from a repository that is open already. */
    public DefinitionText read(SCMFileSystem repository, String file, TaskListener listener)
            throws IOException, InterruptedException {
        try {
            var text = read(repository, file);
            listener.getLogger().println(Messages.DefinitionFile_obtained(file, scm.getKey()));
            return text;
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw missing(file);
        }
    }

    /** The same, and nobody is told. */
    public static DefinitionText read(SCMFileSystem repository, String file) throws IOException, InterruptedException {
        var found = repository.child(file);
        var encoding = found.contentEncoding();
        return DefinitionText.read(file, found.content(), encoding);
    }

    private DefinitionText checkOut(Run<?, ?> build, String file, TaskListener listener)
            throws IOException, InterruptedException {
        var place = new FilePath(new File(build.getRootDir(), "definition-checkout"));
        try {
            var folder = place.child("files");
            folder.mkdirs();
            new Checkout(build, listener, "definition").into(folder, scm);
            ChosenCommit.judge(build, scm, Path.of(folder.getRemote()), listener);
            return read(folder, file);
        } finally {
            place.deleteRecursive();
        }
    }

    /** Reads what is really there: a link in the repository must not show another file of the controller. */
    private DefinitionText read(FilePath folder, String file) throws IOException, InterruptedException {
        var root = Path.of(folder.getRemote()).toRealPath();
        try {
            if (!root.resolve(file).toRealPath().startsWith(root)) {
                throw new AbortException(Messages.DefinitionFile_leavesRepository(file));
            }
        } catch (NoSuchFileException e) {
            throw missing(file);
        }
        return DefinitionText.read(file, folder.child(file).read(), Charset.defaultCharset());
    }

    private AbortException missing(String file) {
        return new AbortException(Messages.DefinitionFile_missing(file, scm.getKey()));
    }
}
