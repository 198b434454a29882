/** Looks at the world for rules, on behalf of hosts. Knows neither engine nor host. */
package io.jenkins.plugins.stagegate.probe;
