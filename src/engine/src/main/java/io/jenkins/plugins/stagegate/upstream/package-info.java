/** What a pipeline takes from another one. */
package io.jenkins.plugins.stagegate.upstream;
