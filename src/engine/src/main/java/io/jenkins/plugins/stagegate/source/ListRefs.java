package io.jenkins.plugins.stagegate.source;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.InvalidRemoteException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/**
 * Lists the branches and tags of a repository, and which branch is its default. JGit's own command asks by the oldest protocol,
 * in which a server always tells all of its names.
 */
final class ListRefs extends TransportCommand<ListRefs, RemoteRefs> {
    private static final List<RefSpec> WANTED =
            List.of(new RefSpec("refs/heads/*:refs/heads/*"), new RefSpec("refs/tags/*:refs/tags/*"));

    private final String url;

    ListRefs(String url) {
        super(nowhere());
        this.url = url;
    }

    /** Nothing is kept: it only has the settings of this machine, of which one is the protocol. */
    private static Repository nowhere() {
        try {
            return new FileRepositoryBuilder()
                    .setBare()
                    .setGitDir(new File(System.getProperty("java.io.tmpdir"), "stage-gate-no-repository"))
                    .build();
        } catch (IOException e) {
            throw new JGitInternalException(e.getMessage(), e);
        }
    }

    @Override
    public RemoteRefs call() throws GitAPIException {
        try (repo;
                var transport = Transport.open(repo, new URIish(url))) {
            configure(transport);
            try (var connection = transport.openFetch(WANTED, Constants.HEAD)) {
                return new RemoteRefs(connection.getRefsMap());
            }
        } catch (URISyntaxException e) {
            throw new InvalidRemoteException(e.getMessage(), e);
        } catch (NotSupportedException | org.eclipse.jgit.errors.TransportException e) {
            throw new TransportException(e.getMessage(), e);
        }
    }
}
