/** Stopping the line of many pipelines at once: of a folder, or of all of Jenkins. */
package io.jenkins.plugins.stagegate.plugin.line;
