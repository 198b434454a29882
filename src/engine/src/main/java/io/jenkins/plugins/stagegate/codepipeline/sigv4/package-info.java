/** Who signed a request: Signature Version 4, as the AWS clients make it. Nothing here knows of pipelines. */
package io.jenkins.plugins.stagegate.codepipeline.sigv4;
