/** The Pipeline steps that are installed, as far as a definition can be held against them before anything runs. */
package io.jenkins.plugins.stagegate.plugin.steps;
