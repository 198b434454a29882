/** The verbs of the command line. */
package io.jenkins.plugins.stagegate.local.cli;
