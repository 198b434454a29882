package io.jenkins.plugins.stagegate.model;

/**
 * A named, immutable bundle of files that one action puts out and others take in.
 *
 * @param digest what identifies it: {@code sha256:} and 64 hex digits
 * @param size of the bundle in bytes
 */
public record Artifact(String name, String digest, long size) {}
