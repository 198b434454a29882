package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.route.Route;
import io.jenkins.plugins.stagegate.source.GitAddress;
import io.jenkins.plugins.stagegate.source.GitSource;
import io.jenkins.plugins.stagegate.source.Reach;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Asks repositories on behalf of a job, while none of its builds does: with its logins, and with what its builds may reach. */
public final class JobGit {
    private static final int SILENCE_SECONDS = 60;

    private final GitLogins logins;

    /** For the job of that pipeline. */
    public JobGit(JobPipeline pipeline) {
        this.logins = new GitLogins(
                pipeline.job(), Optional.empty(), pipeline.folder().resolve("known_hosts"));
    }

    /**
     * What asks the servers that definitions may address.
     *
     * @param own servers that it asks, too: those of the repository that the job itself is configured with
     */
    public GitSource source(Set<String> own) {
        return new GitSource(logins, SILENCE_SECONDS, Source.copies()).within(reach(own));
    }

    private static Reach reach(Set<String> own) {
        var all = StageGateSettings.get().reach();
        return new Reach() {
            @Override
            public void require(URI address) throws IOException {
                if (!own.contains(address.getHost())) {
                    all.require(address);
                }
            }

            @Override
            public Route route() {
                return all.route();
            }
        };
    }

    /** The address with the user of its login; as it is if there is no such login, which whoever asks is told. */
    public GitAddress withUser(GitAddress address) {
        try {
            return logins.withUser(address);
        } catch (ActionException e) {
            return address;
        }
    }

    /** Whether the pipeline may take anything from there. */
    public static boolean mayAsk(GitAddress address) {
        return Source.mayTake(address);
    }
}
