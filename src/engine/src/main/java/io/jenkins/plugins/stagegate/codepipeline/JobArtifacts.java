package io.jenkins.plugins.stagegate.codepipeline;

import io.jenkins.plugins.stagegate.decision.JobStatus;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.worker.JobRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The artifacts of jobs, for workers: over HTTP, below an address of the host's, by the key that the job names.
 *
 * <p>Whoever has the job's token may, as long as the job is in progress. Errors are {@link ServiceException}s with the status
 * that HTTP has for them.
 */
public final class JobArtifacts {
    /** The longest artifact, in bytes: as in CodePipeline, 5 GiB. */
    private static final long LONGEST = 5L << 30;

    private static final String SCHEME = "Bearer ";
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;

    private final Account account;

    /** @param account as the host itself sees it: workers are known by their tokens alone */
    public JobArtifacts(Account account) {
        this.account = account;
    }

    /** An artifact to be sent; whoever takes it closes the content. */
    public record Content(Artifact artifact, InputStream stream) {}

    /**
     * Opens an artifact that the job's action takes in.
     *
     * @param key as in {@code objectKey}: the job's id, a slash, the artifact's name
     * @param authorization the header, empty if there is none
     */
    public Content fetch(String key, String authorization) throws ServiceException, IOException {
        var job = job(key, authorization);
        for (Artifact input : job.inputs()) {
            if (input.name().equals(name(key))) {
                return new Content(input, account.bundles().open(job, input));
            }
        }
        throw unknown(key, "takes in");
    }

    /** Keeps an artifact that the job's action puts out; the same twice replaces the first. */
    public Artifact put(String key, String authorization, InputStream content) throws ServiceException, IOException {
        var job = job(key, authorization);
        if (job.outputs().stream().map(OutputArtifact::name).noneMatch(name(key)::equals)) {
            throw unknown(key, "puts out");
        }
        try {
            return account.bundles().put(job, name(key), new Bounded(content));
        } catch (TooLongException e) {
            throw new ServiceException("EntityTooLarge", e.getMessage(), TOO_LARGE);
        }
    }

    private static String name(String key) {
        return key.substring(key.indexOf('/') + 1);
    }

    private JobRequest job(String key, String authorization) throws ServiceException {
        var id = key.substring(0, Math.max(0, key.indexOf('/')));
        var token = authorization.startsWith(SCHEME) ? authorization.substring(SCHEME.length()) : "";
        if (!MessageDigest.isEqual(
                account.token(id).getBytes(StandardCharsets.US_ASCII), token.getBytes(StandardCharsets.UTF_8))) {
            throw new ServiceException(
                    "AccessDenied",
                    "Send the header 'Authorization: Bearer ' with the sessionToken of the job's artifactCredentials.",
                    FORBIDDEN);
        }
        try {
            var job = account.jobs().details(id);
            if (job.status() == JobStatus.IN_PROGRESS) {
                return job;
            }
            throw new ServiceException(
                    "InvalidJobStateException",
                    "The job " + id + " is " + job.status().label()
                            + "; artifacts are there for a job in progress. Acknowledge it first.",
                    CONFLICT);
        } catch (CommandRefusedException e) {
            throw new ServiceException(e.refusal().code(), e.getMessage(), NOT_FOUND);
        }
    }

    private static ServiceException unknown(String key, String what) {
        return new ServiceException(
                "NoSuchKey", "The job's action " + what + " no artifact '" + name(key) + "'.", NOT_FOUND);
    }

    private static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1;

        TooLongException() {
            super("An artifact has " + LONGEST + " bytes at most.");
        }
    }

    /** A stream that complains instead of filling the disk. */
    private static final class Bounded extends FilterInputStream {
        private long read;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int some = super.read(bytes, offset, length);
            count(Math.max(0, some));
            return some;
        }

        private void count(int more) throws TooLongException {
            read += more;
            if (read > LONGEST) {
                throw new TooLongException();
            }
        }
    }
}
