/**
 * What others are told of a pipeline: CodePipeline's three kinds of events in its own shape, and kinds of ours for what they
 * leave out. {@link io.jenkins.plugins.stagegate.event.LifecycleEvents} makes them from the journal's events, {@link
 * io.jenkins.plugins.stagegate.event.EventBridge} and {@link io.jenkins.plugins.stagegate.event.CloudEvents} put them into
 * envelopes. Pure functions all.
 */
package io.jenkins.plugins.stagegate.event;
