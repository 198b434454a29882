package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import java.io.Closeable;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** The way to one repository, with the login that it needs. */
final class GitLink implements Closeable {
    static final int WHOLE_HISTORY = Integer.MAX_VALUE;

    private final GitAddress address;
    private final GitCredentials credentials;
    private final int timeoutSeconds;
    private final ReachedConnections connections;
    private final Optional<SshAccess> ssh;

    /**
     * A link that is not used yet.
     *
     * @throws SourceException if there is no such login, its key cannot be read, or its server may not be talked to
     */
    GitLink(GitAddress address, GitCredentials credentials, int timeoutSeconds, Reach reach) throws SourceException {
        this.address = address;
        this.credentials = credentials;
        this.timeoutSeconds = timeoutSeconds;
        this.connections = new ReachedConnections(reach);
        GitFailures.requirePossible(address.url());
        this.ssh = address.isSsh() ? Optional.of(ssh()) : Optional.empty();
    }

    GitAddress address() {
        return address;
    }

    /**
     * The branches and tags that the repository has now; a small request. A server keeps other names, too, such as two for each pull
     * request: it is asked for none of them.
     */
    RemoteRefs refs() throws SourceException, GitAPIException {
        return login(new ListRefs(address.url())).call();
    }

    void fetch(Repository repository, int depth, String... refs) throws SourceException, GitAPIException {
        var fetch = new Git(repository)
                .fetch()
                .setRemote(address.url())
                .setRefSpecs(refs)
                .setTagOpt(TagOpt.NO_TAGS);
        if (depth != WHOLE_HISTORY) {
            fetch.setDepth(depth);
        }
        login(fetch).call();
    }

    private SshAccess ssh() throws SourceException {
        var id = address.credentialsId();
        var key = id.flatMap(known -> credentials.findKey(known, address.url()));
        if (id.isPresent() && key.isEmpty()) {
            throw unknown(id.get(), "with a private key ");
        }
        try {
            connections.requireSsh(address.url());
        } catch (OutOfReachException e) {
            throw GitFailures.of(address, e);
        }
        return SshAccess.with(key, id.orElse(""), credentials.knownHosts());
    }

    private <C extends TransportCommand<C, ?>> C login(C command) throws SourceException {
        if (ssh.isPresent()) {
            command.setTransportConfigCallback(ssh.get());
            return command.setTimeout(timeoutSeconds);
        }
        command.setTransportConfigCallback(connections);
        if (address.credentialsId().isPresent()) {
            var id = address.credentialsId().get();
            var login = credentials.find(id, address.url()).orElseThrow(() -> unknown(id, ""));
            command.setCredentialsProvider(new UsernamePasswordCredentialsProvider(login.user(), login.password()));
        }
        return command.setTimeout(timeoutSeconds);
    }

    private static SourceException unknown(String id, String kind) {
        return new SourceException(
                ActionFailure.CONFIGURATION,
                "There is no login '" + id + "' " + kind + "here. Check the credentialsId of the source action.");
    }

    @Override
    public void close() {
        ssh.ifPresent(SshAccess::close);
    }
}
