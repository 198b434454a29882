package io.jenkins.plugins.stagegate.object;

import java.util.Optional;

/**
 * An object as it is at a moment.
 *
 * @param etag changes with the content, without quotes
 * @param version exactly this one; empty in a bucket that keeps no versions
 * @param size in bytes
 */
public record StoredObject(String etag, Optional<String> version, long size) {}
