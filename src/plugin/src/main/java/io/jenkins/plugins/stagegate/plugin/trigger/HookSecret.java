package io.jenkins.plugins.stagegate.plugin.trigger;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.stagegate.plugin.ui.Audited;
import io.jenkins.plugins.stagegate.plugin.web.WebAddress;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** A secret that hooks show that they know. */
public final class HookSecret extends AbstractDescribableImpl<HookSecret> {
    /** What the audit log calls secrets. */
    public static final String WHAT = "secrets of hooks that may start pipelines";

    private final String credentialsId;

    /**
     * A secret.
     *
     * @param credentialsId the id of a secret text
     */
    @DataBoundConstructor
    public HookSecret(String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId).strip();
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** The secret itself; empty if there is no such credential. */
    Optional<String> text(Optional<Item> context) {
        return WebAddress.secret(credentialsId, context).map(secret -> secret.getPlainText());
    }

    /** Notes that somebody has shown that they know it. */
    void use(Optional<Item> context) {
        WebAddress.usedSecret(credentialsId, context);
    }

    /** Secrets as the audit log tells of them: by the ids of their credentials. */
    public static Audited.State state(List<HookSecret> secrets) {
        return Audited.State.of(secrets, HookSecret::getCredentialsId, HookSecret::getCredentialsId);
    }

    /** The form of a secret. */
    @Extension
    @Symbol("hookSecret")
    public static final class DescriptorImpl extends Descriptor<HookSecret> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.HookSecret_displayName();
        }

        /** The secret texts that can be chosen there. */
        @RequirePOST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            var list = new StandardListBoxModel().includeEmptyValue();
            if (!may(item)) {
                return list.includeCurrentValue(credentialsId);
            }
            var all = CredentialsMatchers.instanceOf(StringCredentials.class);
            return (item == null
                            ? list.includeMatchingAs(
                                    ACL.SYSTEM2, Jenkins.get(), StringCredentials.class, List.of(), all)
                            : list.includeMatchingAs(ACL.SYSTEM2, item, StringCredentials.class, List.of(), all))
                    .includeCurrentValue(credentialsId);
        }

        /** Checks that the secret text is there. */
        @RequirePOST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckCredentialsId(@AncestorInPath Item item, @QueryParameter String value) {
            if (!may(item)) {
                return FormValidation.ok();
            }
            var id = Util.fixNull(value).strip();
            if (id.isEmpty()) {
                return FormValidation.error(Messages.HookSecret_none());
            }
            return new HookSecret(id).text(Optional.ofNullable(item)).isPresent()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.HookSecret_missing(id));
        }

        private static boolean may(Item item) {
            return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
        }
    }
}
