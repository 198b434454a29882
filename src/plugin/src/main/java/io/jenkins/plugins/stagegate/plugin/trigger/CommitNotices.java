package io.jenkins.plugins.stagegate.plugin.trigger;

import hudson.model.ParameterValue;
import hudson.plugins.git.GitStatus;
import io.jenkins.plugins.stagegate.trigger.Heard;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.transport.URIish;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Hears what the plugin <em>Git</em> is told at {@code git/notifyCommit}, and looks at that repository. */
@OptionalExtension(requirePlugins = "git")
@Restricted(NoExternalUse.class)
public final class CommitNotices extends GitStatus.Listener {
    @Override
    public List<GitStatus.ResponseContributor> onNotifyCommit(
            String origin, URIish uri, String sha1, List<ParameterValue> parameters, String... branches) {
        var heard = new Heard(Set.of(uri.toString()), List.of(), "");
        Triggers.get().atWork().stream()
                .filter(triggers -> triggers.triggered().watched().stream()
                        .anyMatch(one -> one.name().isEmpty()
                                && heard.mayBeAbout(one.address().url())))
                .forEach(JobTriggers::lookSoon);
        return List.of();
    }
}
