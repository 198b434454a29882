/** How changes arrive at a pipeline of this machine, and start it: by hooks, by looking, by the clock. */
package io.jenkins.plugins.stagegate.local.trigger;
