package io.jenkins.plugins.stagegate.buildspec;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a host needs to run a build.
 *
 * @param script for {@code sh}, in the folder of the primary source
 * @param secrets environment variables besides the action's own; their values must not be read in logs
 */
public record PreparedBuild(String script, Map<String, String> secrets) {
    /**
     * A build with the secrets that the host has for it.
     *
     * @param find the host's secret of an {@linkplain Secrets#id id}
     */
    public static PreparedBuild of(Buildspec spec, Build build, Function<String, Optional<String>> find) {
        var secrets = Secrets.of(spec, build.given(), find);
        return new PreparedBuild(BuildScript.of(spec, build.with(secrets.keySet())), secrets);
    }
}
