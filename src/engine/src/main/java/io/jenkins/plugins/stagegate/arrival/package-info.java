/**
 * How changes arrive at a pipeline and start it: what hooks brought and looking found waits on disk, is judged in its order, and
 * starts each commit once. Start reading at {@link io.jenkins.plugins.stagegate.arrival.PipelineTriggers}.
 */
package io.jenkins.plugins.stagegate.arrival;
