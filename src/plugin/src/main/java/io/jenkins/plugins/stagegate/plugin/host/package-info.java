/**
 * The binding of the engine to Jenkins: one engine for each job, a build for each attempt of an execution, the flow of the
 * build for its actions, the build's artifact manager for artifacts. Start reading at {@link
 * io.jenkins.plugins.stagegate.plugin.host.JenkinsHost}.
 */
package io.jenkins.plugins.stagegate.plugin.host;
