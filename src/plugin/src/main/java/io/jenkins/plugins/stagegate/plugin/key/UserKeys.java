package io.jenkins.plugins.stagegate.plugin.key;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.User;
import hudson.model.UserProperty;
import hudson.model.UserPropertyDescriptor;
import hudson.model.userproperty.UserPropertyCategory;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.AccessKey;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.KeyPair;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.json.JSONObject;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerRequest2;

/** The keys of one user, in the user's own record: they go where it goes, and are gone when it is. */
@Restricted(NoExternalUse.class)
public final class UserKeys extends UserProperty {
    /** Replaced, never changed, since the record may be written at any time. */
    private List<UserKey> keys = new ArrayList<>();

    static UserKeys of(User user) {
        return user.getProperty(UserKeys.class);
    }

    /** The keys, the oldest first. */
    public synchronized List<UserKey> getKeys() {
        return List.copyOf(keys);
    }

    synchronized KeyPair create(String purpose, Instant now) throws IOException {
        var pair = KeyPair.random();
        var more = new ArrayList<>(keys);
        more.add(new UserKey(pair, purpose, now));
        keys = more;
        user.save();
        return pair;
    }

    /** Takes a key back; false if there is none of that id. */
    synchronized boolean revoke(String id) throws IOException {
        var rest = new ArrayList<>(keys);
        boolean there = rest.removeIf(key -> key.getId().equals(id));
        if (there) {
            keys = rest;
            user.save();
        }
        return there;
    }

    Optional<AccessKey> find(String id) {
        return key(id).map(key -> key.of(user.getId()));
    }

    private Optional<UserKey> key(String id) {
        return getKeys().stream().filter(key -> key.getId().equals(id)).findFirst();
    }

    void used(String id, Instant now) throws IOException {
        var key = key(id);
        if (key.isPresent() && key.get().use(now)) {
            user.save();
        }
    }

    /** Forms of the user's configuration do not show the keys, so they leave them as they are. */
    @Override
    public UserProperty reconfigure(StaplerRequest2 request, JSONObject form) {
        return this;
    }

    /** Makes every user have keys. */
    @Extension
    public static final class DescriptorImpl extends UserPropertyDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.UserKeys_displayName();
        }

        @Override
        public UserProperty newInstance(User user) {
            return new UserKeys();
        }

        @NonNull
        @Override
        public UserPropertyCategory getUserPropertyCategory() {
            return UserPropertyCategory.get(UserPropertyCategory.Invisible.class);
        }
    }
}
