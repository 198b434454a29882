/** The way to servers on the web. */
package io.jenkins.plugins.stagegate.route;
