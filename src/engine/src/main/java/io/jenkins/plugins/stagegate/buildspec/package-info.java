/** CodeBuild's build specification: what a {@code buildspec.yml} says, and the shell script that does it. */
package io.jenkins.plugins.stagegate.buildspec;
