package io.jenkins.plugins.stagegate.plugin.key;

import hudson.util.Secret;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.AccessKey;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A key as a user's record keeps it. */
@Restricted(NoExternalUse.class)
public final class UserKey {
    /** A use is written down if the last one that was is older. */
    private static final Duration EXACT_TO = Duration.ofMinutes(10);

    private final String id;
    private final Secret secret;
    private final String purpose;
    private final long created;
    private volatile long used;

    UserKey(KeyPair pair, String purpose, Instant now) {
        this.id = pair.id();
        this.secret = Secret.fromString(pair.secret());
        this.purpose = purpose;
        this.created = now.toEpochMilli();
    }

    /** The half that names the key. */
    public String getId() {
        return id;
    }

    /** What its owner has it for, in their own words; may be empty. */
    public String getPurpose() {
        return purpose;
    }

    public Date getCreated() {
        return new Date(created);
    }

    /** When a request was last signed with it, to some ten minutes; null if none ever was. */
    public Date getUsed() {
        return used == 0 ? null : new Date(used);
    }

    AccessKey of(String owner) {
        return new AccessKey(id, secret.getPlainText(), owner);
    }

    /** Takes note of a use; whether that is worth writing down. */
    boolean use(Instant now) {
        boolean later = now.isAfter(Instant.ofEpochMilli(used).plus(EXACT_TO));
        if (later) {
            used = now.toEpochMilli();
        }
        return later;
    }
}
