package io.jenkins.plugins.stagegate.plugin.trigger;

import hudson.Extension;
import java.util.Locale;
import jenkins.scm.api.SCMEvent;
import jenkins.scm.api.SCMEventListener;
import jenkins.scm.api.SCMHeadEvent;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Hears of pushes from the plugins of providers. What they say is only a reason to look: the repository itself is asked what is new,
 * so that nobody has to be believed.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class ScmEvents extends SCMEventListener {
    @Override
    public void onSCMHeadEvent(SCMHeadEvent<?> event) {
        if (event.getType() != SCMEvent.Type.REMOVED) {
            var name = event.getSourceName().toLowerCase(Locale.ROOT);
            Triggers.get().atWork().stream()
                    .filter(triggers -> triggers.triggered().watched().stream()
                            .anyMatch(one -> repository(one.address().url()).equals(name)))
                    .forEach(JobTriggers::lookSoon);
        }
    }

    /** The last part of an address, as which events name repositories. */
    private static String repository(String url) {
        return url.toLowerCase(Locale.ROOT)
                .replaceFirst("/+$", "")
                .replaceFirst("\\.git$", "")
                .replaceFirst(".*[/:]", "");
    }
}
