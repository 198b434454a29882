package io.jenkins.plugins.stagegate.artifact;

/**
 * What an archive may at most become when it is unpacked; keeps one that was made to do harm from filling a disk.
 *
 * @param entries files, folders and links
 * @param bytes of all files together
 * @param ratio unpacked bytes for each byte of the archive; archives that unpack to at most 16 MiB are exempt
 */
public record Limits(long entries, long bytes, long ratio) {
    /** Lets sources of 7 GB pass several times over. */
    public static final Limits DEFAULT = new Limits(1_000_000, 32L << 30, 200);

    private static final long EXEMPT = 16L << 20;

    /** Computes the bytes that an archive of a size may unpack to. */
    long bytesFrom(long archiveSize) {
        long byRatio = archiveSize > bytes / ratio ? bytes : archiveSize * ratio;
        return Math.min(bytes, Math.max(EXEMPT, byRatio));
    }
}
