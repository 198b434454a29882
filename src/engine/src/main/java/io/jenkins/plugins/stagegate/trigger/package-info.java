/**
 * Whether something that happened in a repository starts a pipeline, and what hooks say about it. Pure functions, for all
 * hosts; start reading at {@link io.jenkins.plugins.stagegate.trigger.Verdict}.
 */
package io.jenkins.plugins.stagegate.trigger;
