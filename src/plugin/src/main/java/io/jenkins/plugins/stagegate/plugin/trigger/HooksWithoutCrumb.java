package io.jenkins.plugins.stagegate.plugin.trigger;

import hudson.Extension;
import hudson.security.csrf.CrumbExclusion;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Lets hooks come without a crumb: a foreign page could make a browser send one, but not let it know the secret. */
@Extension
@Restricted(NoExternalUse.class)
public final class HooksWithoutCrumb extends CrumbExclusion {
    @Override
    public boolean process(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = request.getPathInfo();
        if (path == null || !path.matches("/" + HookAction.URL + "/[a-z]+/?")) {
            return false;
        }
        chain.doFilter(request, response);
        return true;
    }
}
