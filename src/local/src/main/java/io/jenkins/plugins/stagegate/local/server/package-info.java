/** The view and its requests over HTTP, for the owner of this machine only. */
package io.jenkins.plugins.stagegate.local.server;
