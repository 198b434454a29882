package io.jenkins.plugins.stagegate.plugin.key;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.User;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.AccessKey;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.AccessKeys;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The keys of all users. */
@Extension
@Restricted(NoExternalUse.class)
public final class JenkinsKeys implements AccessKeys {
    private static final Logger LOGGER = Logger.getLogger(JenkinsKeys.class.getName());

    /** Where a key was found last, so that not all users are gone through for each request. */
    private final Map<String, String> owners = new ConcurrentHashMap<>();

    /** The one collection there is. */
    public static JenkinsKeys get() {
        return ExtensionList.lookupSingleton(JenkinsKeys.class);
    }

    @Override
    public Optional<AccessKey> find(String id) {
        var known = keys(owners.getOrDefault(id, "")).flatMap(keys -> keys.find(id));
        return known.isPresent() ? known : search(id);
    }

    private Optional<AccessKey> search(String id) {
        var found = User.getAll().stream()
                .flatMap(user -> UserKeys.of(user).find(id).stream())
                .findFirst();
        found.ifPresentOrElse(key -> owners.put(id, key.owner()), () -> owners.remove(id));
        return found;
    }

    private static Optional<UserKeys> keys(String owner) {
        return owner.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(User.getById(owner, false)).map(UserKeys::of);
    }

    @Override
    public void used(AccessKey key) {
        try {
            var keys = keys(key.owner());
            if (keys.isPresent()) {
                keys.get().used(key.id(), Instant.now());
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not write down that the " + key + " was used");
        }
    }
}
