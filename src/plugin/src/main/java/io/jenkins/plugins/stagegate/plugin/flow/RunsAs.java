package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.User;
import hudson.security.ACL;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Whose rights the steps of a run have. */
final class RunsAs {
    private RunsAs() {}

    /**
     * The rights of a user; those of nobody, if the user is gone.
     *
     * @param id null for Jenkins itself
     */
    static Authentication user(@CheckForNull String id) {
        if (id == null) {
            return ACL.SYSTEM2;
        }
        try {
            var known = User.getById(id, true);
            return known != null ? known.impersonate2() : Jenkins.ANONYMOUS2;
        } catch (UsernameNotFoundException e) {
            return Jenkins.ANONYMOUS2;
        }
    }
}
