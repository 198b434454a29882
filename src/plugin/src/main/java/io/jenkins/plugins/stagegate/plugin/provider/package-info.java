/** What another plugin implements to perform actions: {@link io.jenkins.plugins.stagegate.plugin.provider.ActionProvider}. */
package io.jenkins.plugins.stagegate.plugin.provider;
