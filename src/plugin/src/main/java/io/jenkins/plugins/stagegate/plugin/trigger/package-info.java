/**
 * How changes arrive at release pipelines of Jenkins: hooks, looks, the clock, and what other plugins saw. What they mean is the
 * engine's matter. Start reading at {@link io.jenkins.plugins.stagegate.plugin.trigger.Triggers}.
 */
package io.jenkins.plugins.stagegate.plugin.trigger;
