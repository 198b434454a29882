/** A pipeline at work: one writer, the journal before the effects. See {@link io.jenkins.plugins.stagegate.runtime.PipelineEngine}. */
package io.jenkins.plugins.stagegate.runtime;
