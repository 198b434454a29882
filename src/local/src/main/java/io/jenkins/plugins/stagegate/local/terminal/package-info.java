/** What a person at a terminal sees of an execution, and is asked. */
package io.jenkins.plugins.stagegate.local.terminal;
