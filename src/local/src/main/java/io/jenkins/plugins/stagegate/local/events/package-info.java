/** Where events go: into a file, to an address. */
package io.jenkins.plugins.stagegate.local.events;
