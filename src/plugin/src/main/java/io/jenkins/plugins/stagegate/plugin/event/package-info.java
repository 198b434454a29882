/** Telling others what happens to pipelines: other plugins, and programs at addresses on the web. */
package io.jenkins.plugins.stagegate.plugin.event;
