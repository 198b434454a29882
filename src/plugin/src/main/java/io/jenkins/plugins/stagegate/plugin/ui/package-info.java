/**
 * What people see and do: the line of a pipeline on its job's page, what a build waits for, the endpoints behind both, and the
 * permissions that they ask for.
 */
package io.jenkins.plugins.stagegate.plugin.ui;
