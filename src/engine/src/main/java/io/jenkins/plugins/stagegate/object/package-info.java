/**
 * Objects in buckets, by the S3 protocol: sources, deployments and artifacts. What speaks the protocol is an optional part, which
 * {@link io.jenkins.plugins.stagegate.object.ObjectStores} finds.
 */
package io.jenkins.plugins.stagegate.object;
