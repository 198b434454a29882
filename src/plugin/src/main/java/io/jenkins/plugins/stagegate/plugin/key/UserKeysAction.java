package io.jenkins.plugins.stagegate.plugin.key;

import hudson.Extension;
import hudson.Util;
import hudson.model.Action;
import hudson.model.TransientUserActionFactory;
import hudson.model.User;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.plugin.ui.Audit;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** The page on which users make and revoke their keys. Nobody gets there but the user, and administrators. */
@Restricted(NoExternalUse.class)
public final class UserKeysAction implements Action, StaplerProxy {
    private static final int LONGEST_PURPOSE = 100;

    private final User user;

    UserKeysAction(User user) {
        this.user = user;
    }

    @Override
    public Object getTarget() {
        user.checkPermission(Jenkins.ADMINISTER);
        return this;
    }

    public User getUser() {
        return user;
    }

    public List<UserKey> getKeys() {
        return UserKeys.of(user).getKeys();
    }

    /** Whether requests are answered at all. */
    public boolean isAnswered() {
        return StageGateSettings.get().isCodePipelineEndpoint();
    }

    /** What clients are told to send their requests to. */
    public String getEndpoint() {
        return Jenkins.get().getRootUrl() + "stage-gate-api/codepipeline";
    }

    @Override
    public String getIconFileName() {
        return "symbol-key-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.UserKeys_displayName();
    }

    @Override
    public String getUrlName() {
        return "stage-gate-keys";
    }

    /** Whether the one who looks is the user: nobody else may hold a key that speaks for them, as with API tokens. */
    public boolean isOwn() {
        return user.equals(User.current());
    }

    /** Makes a key, and shows its secret this once. */
    @RequirePOST
    public HttpResponse doCreate(@QueryParameter String purpose) throws IOException {
        if (!isOwn()) {
            throw HttpResponses.errorWithoutStack(403, Messages.UserKeys_notOwn(user.getDisplayName()));
        }
        var words = Util.fixNull(purpose).strip();
        var pair =
                UserKeys.of(user).create(words.substring(0, Math.min(LONGEST_PURPOSE, words.length())), Instant.now());
        Audit.note("the user " + user.getId(), "made the key " + pair.id());
        return HttpResponses.forwardToView(this, "created").with("pair", pair);
    }

    /** Takes a key back, from the next request on. */
    @RequirePOST
    public HttpResponse doRevoke(@QueryParameter String id) throws IOException {
        if (UserKeys.of(user).revoke(id)) {
            Audit.note("the user " + user.getId(), "revoked the key " + id);
        }
        return HttpResponses.redirectTo(".");
    }

    /** Puts the page on every user's pages. */
    @Extension
    public static final class Factory extends TransientUserActionFactory {
        @Override
        public Collection<? extends Action> createFor(User target) {
            return target.hasPermission(Jenkins.ADMINISTER) ? List.of(new UserKeysAction(target)) : List.of();
        }
    }
}
