/** Telling people that a release pipeline wants their decision. */
package io.jenkins.plugins.stagegate.plugin.notify;
