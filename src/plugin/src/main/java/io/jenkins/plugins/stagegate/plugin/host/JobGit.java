package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.source.GitAddress;
import io.jenkins.plugins.stagegate.source.GitSource;
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
        return new GitSource(logins, SILENCE_SECONDS, Source.copies()).within(address -> {
            if (!own.contains(address.getHost())) {
                StageGateSettings.get().requireReachable(address);
            }
        });
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
