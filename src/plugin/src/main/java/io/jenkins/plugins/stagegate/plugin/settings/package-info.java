/** What an administrator decides for all release pipelines. */
package io.jenkins.plugins.stagegate.plugin.settings;
