package io.jenkins.plugins.stagegate.object;

import java.util.Optional;

/**
 * What a store is told with an object.
 *
 * @param contentType its media type
 * @param cacheControl the header of that name, for who reads it
 * @param acl the name of a canned access control list
 * @param encryption how it is encrypted at rest; if empty, the bucket's own setting counts
 */
public record Writing(
        Optional<String> contentType,
        Optional<String> cacheControl,
        Optional<String> acl,
        Optional<Encryption> encryption) {
    /** Nothing in particular. */
    public static final Writing PLAIN =
            new Writing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The same for content of that type. */
    public Writing as(Optional<String> type) {
        return new Writing(type, cacheControl, acl, encryption);
    }
}
