/** CodePipeline's own protocol in Jenkins: its clients see the release pipelines that the owner of their key may see. */
package io.jenkins.plugins.stagegate.plugin.wire;
