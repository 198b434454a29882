/** Turning definitions of CodePipeline's into a {@code Jenkinsfile}. */
package io.jenkins.plugins.stagegate.local.importing;
