/**
 * The declaration of a pipeline: what its author wrote, whatever spelling (DSL, CodePipeline JSON) it came in.
 *
 * <p>Everything here is an immutable value that depends on nothing else in Stage Gate. Start reading at {@link
 * io.jenkins.plugins.stagegate.model.Pipeline}.
 */
package io.jenkins.plugins.stagegate.model;
