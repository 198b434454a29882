/**
 * How fast Stage Gate is, beside what one would use instead. A figure is a ratio to a peer that was measured in the same run,
 * in turns; {@code docs/benchmarks.md} tells what came out.
 */
package io.jenkins.plugins.stagegate.bench;
