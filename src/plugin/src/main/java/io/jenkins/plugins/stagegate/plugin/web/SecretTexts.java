package io.jenkins.plugins.stagegate.plugin.web;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** The secret texts that can be named in the form of a job or a folder, or of Jenkins. Who may not change the form learns of none. */
public final class SecretTexts {
    private final @CheckForNull Item place;

    private SecretTexts(@CheckForNull Item place) {
        this.place = place;
    }

    /**
     * Those of a place.
     *
     * @param place the job or folder; null for Jenkins
     */
    public static SecretTexts at(@CheckForNull Item place) {
        return new SecretTexts(place);
    }

    /** Whether the asker may change the form. */
    public boolean areForTheAsker() {
        return place == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : place.hasPermission(Item.CONFIGURE);
    }

    /** All of them, none at all, and the one that is named now, be it there or not. */
    public ListBoxModel choices(String current) {
        var list = new StandardListBoxModel().includeEmptyValue();
        if (areForTheAsker()) {
            var all = CredentialsMatchers.instanceOf(StringCredentials.class);
            list = place == null
                    ? list.includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), StringCredentials.class, List.of(), all)
                    : list.includeMatchingAs(ACL.SYSTEM2, place, StringCredentials.class, List.of(), all);
        }
        return list.includeCurrentValue(Util.fixNull(current));
    }

    /** Says if there is none of that id. To name none is fine. */
    public FormValidation check(String id) {
        var named = Util.fixNull(id).strip();
        return named.isEmpty()
                        || !areForTheAsker()
                        || WebAddress.secret(named, Optional.ofNullable(place)).isPresent()
                ? FormValidation.ok()
                : FormValidation.error(Messages.SecretTexts_missing(named));
    }
}
