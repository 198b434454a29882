/** The keys with which people's programs sign what they ask of Jenkins in CodePipeline's protocol. */
package io.jenkins.plugins.stagegate.plugin.key;
