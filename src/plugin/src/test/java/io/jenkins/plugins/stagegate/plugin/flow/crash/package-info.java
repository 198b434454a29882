/** A plugin of its own for a Jenkins that is killed: a host that wants three actions done and then lets the run end. */
@OptionalPackage(requirePlugins = "stage-gate-crash")
package io.jenkins.plugins.stagegate.plugin.flow.crash;

import org.jenkinsci.plugins.variant.OptionalPackage;
