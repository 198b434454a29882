package io.jenkins.plugins.stagegate.plugin.wire;

import hudson.Extension;
import hudson.security.csrf.CrumbExclusion;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Lets signed requests come without a crumb: a foreign page could make a browser send a request, but not sign it. The same goes for
 * calls of webhooks, whose addresses nobody can guess.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class SignedWithoutCrumb extends CrumbExclusion {
    private static final String PATH = "/" + WireAction.URL + "/" + WireAction.CODEPIPELINE;
    private static final String WEBHOOKS = "/" + WireAction.URL + "/" + WireAction.WEBHOOKS + "/";
    private static final Set<String> SIGNED = Set.of(PATH, PATH + "/");

    @Override
    public boolean process(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = request.getPathInfo();
        if (path == null || !SIGNED.contains(path) && !path.startsWith(WEBHOOKS)) {
            return false;
        }
        chain.doFilter(request, response);
        return true;
    }
}
