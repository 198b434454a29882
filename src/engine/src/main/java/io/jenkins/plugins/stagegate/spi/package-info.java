/**
 * What the engine asks of its host. A host implements {@link io.jenkins.plugins.stagegate.spi.Host} and reports to {@code
 * runtime.PipelineEngine}.
 */
package io.jenkins.plugins.stagegate.spi;
