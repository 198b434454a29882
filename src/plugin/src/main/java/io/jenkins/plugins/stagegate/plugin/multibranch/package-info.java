/** Multibranch projects: each branch with a release pipeline file is a pipeline of its own. */
package io.jenkins.plugins.stagegate.plugin.multibranch;
