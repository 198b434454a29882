/** The provider that starts another job of this Jenkins, waits for its build, and takes the artifacts that it archived. */
package io.jenkins.plugins.stagegate.plugin.downstream;
