/** What Jenkins itself sends to other servers, and the secrets that it needs for that. */
package io.jenkins.plugins.stagegate.plugin.web;
