/**
 * Artifacts: the bundles that one action puts out and others take in, each named by the SHA-256 of its bytes.
 *
 * <p>Start reading at {@link io.jenkins.plugins.stagegate.artifact.Handover}, which does both. A host brings an {@link
 * io.jenkins.plugins.stagegate.artifact.ArtifactStore}.
 */
package io.jenkins.plugins.stagegate.artifact;
