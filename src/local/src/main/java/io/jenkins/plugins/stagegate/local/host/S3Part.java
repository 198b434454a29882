package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.image.EcrLogins;
import io.jenkins.plugins.stagegate.object.ObjectStores;
import io.jenkins.plugins.stagegate.object.StoreException;
import java.util.Optional;

/** The optional part of this program that speaks to S3 and ECR: a jar that lies beside it. */
public final class S3Part {
    /** What to do where it is missing. */
    public static final String MISSING = "Put stage-gate-s3.jar into the folder of stage-gate.jar.";

    private static final Optional<ObjectStores> FOUND = ObjectStores.in(S3Part.class.getClassLoader());

    private static final Optional<EcrLogins> ECR = EcrLogins.in(S3Part.class.getClassLoader());

    private S3Part() {}

    /** What exchanges access keys for logins of ECR, if the part is there. */
    static Optional<EcrLogins> ecr() {
        return ECR;
    }

    /** The part, if it is there. */
    public static Optional<ObjectStores> found() {
        return FOUND;
    }

    /**
     * The part.
     *
     * @throws StoreException if it is not there
     */
    public static ObjectStores required() throws StoreException {
        return FOUND.orElseThrow(() -> new StoreException(
                ActionFailure.CONFIGURATION, "S3 is an optional part of this program. " + MISSING, null));
    }
}
