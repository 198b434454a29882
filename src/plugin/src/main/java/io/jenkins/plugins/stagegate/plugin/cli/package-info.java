/** Commands of Jenkins' own command line, named as CodePipeline's verbs. */
package io.jenkins.plugins.stagegate.plugin.cli;
