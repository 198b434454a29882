/** Performs actions on this machine. Start reading at {@link io.jenkins.plugins.stagegate.local.host.LocalHost}. */
package io.jenkins.plugins.stagegate.local.host;
