/** Gates that belong to a folder or to all of Jenkins: no editor of a definition can take them away. */
package io.jenkins.plugins.stagegate.plugin.gate;
