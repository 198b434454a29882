package io.jenkins.plugins.stagegate.plugin.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.stagegate.plugin.ui.Audited;
import io.jenkins.plugins.stagegate.plugin.web.SecretTexts;
import io.jenkins.plugins.stagegate.plugin.web.WebAddress;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.Symbol;
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
            return SecretTexts.at(item).choices(credentialsId);
        }

        /** Checks that the secret text is there. */
        @RequirePOST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckCredentialsId(@AncestorInPath Item item, @QueryParameter String value) {
            var texts = SecretTexts.at(item);
            return texts.areForTheAsker() && Util.fixNull(value).isBlank()
                    ? FormValidation.error(Messages.HookSecret_none())
                    : texts.check(value);
        }
    }
}
