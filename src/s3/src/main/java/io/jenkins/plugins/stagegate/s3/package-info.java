/** The S3 protocol, spoken by AWS's own SDK. */
package io.jenkins.plugins.stagegate.s3;
