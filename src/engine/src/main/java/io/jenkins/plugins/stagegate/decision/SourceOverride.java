package io.jenkins.plugins.stagegate.decision;

/**
 * A revision that a source action is to take instead of the newest.
 *
 * @param type {@code COMMIT_ID}, {@code IMAGE_DIGEST}, {@code S3_OBJECT_VERSION_ID} or {@code S3_OBJECT_KEY}
 */
public record SourceOverride(String action, String type, String value) {}
