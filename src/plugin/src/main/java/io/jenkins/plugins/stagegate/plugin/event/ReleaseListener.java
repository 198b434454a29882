package io.jenkins.plugins.stagegate.plugin.event;

import hudson.ExtensionPoint;
import io.jenkins.plugins.stagegate.spi.EventListener;

/**
 * A part of a plugin that is told what happens to all release pipelines: add one by {@code @Extension}.
 *
 * <p>It is told at least once and in order for each pipeline, also of what happened while it was away, as {@link EventListener}
 * says. It is called with the rights of Jenkins itself, for several pipelines at the same time.
 */
public interface ReleaseListener extends EventListener, ExtensionPoint {}
