package io.jenkins.plugins.stagegate.plugin.event;

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
import java.util.Objects;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** An address that is told of events. */
public final class EventHook extends AbstractDescribableImpl<EventHook> {
    /** What the audit log calls hooks. */
    public static final String WHAT = "addresses that are told of events";

    private final String address;
    private EventFormat format = EventFormat.EVENT_BRIDGE;
    private String signatureId = "";

    /**
     * A hook.
     *
     * @param address on the web, or {@code credentials:} and the id of a secret text that holds it
     */
    @DataBoundConstructor
    public EventHook(String address) {
        this.address = Util.fixNull(address).strip();
    }

    public String getAddress() {
        return address;
    }

    public EventFormat getFormat() {
        return Objects.requireNonNullElse(format, EventFormat.EVENT_BRIDGE);
    }

    @DataBoundSetter
    public void setFormat(EventFormat format) {
        this.format = Objects.requireNonNullElse(format, EventFormat.EVENT_BRIDGE);
    }

    public String getSignatureId() {
        return Util.fixNull(signatureId);
    }

    /** Sets the id of a secret text that posts are signed with; empty for no signature. */
    @DataBoundSetter
    public void setSignatureId(String signatureId) {
        this.signatureId = Util.fixNull(signatureId).strip();
    }

    /** Hooks as the audit log tells of them: of an address no more than the host, since the rest may be a secret. */
    public static Audited.State state(List<EventHook> hooks) {
        return Audited.State.of(hooks, EventHook::identity, EventHook::words);
    }

    private String identity() {
        return String.join("\u0000", getAddress(), getFormat().name(), getSignatureId());
    }

    private String words() {
        var signed = getSignatureId().isEmpty() ? "" : ", signed with " + getSignatureId();
        return getFormat().getLabel() + " to " + WebAddress.words(getAddress()) + signed;
    }

    /** The form of a hook. */
    @Extension
    @Symbol("eventHook")
    public static final class DescriptorImpl extends Descriptor<EventHook> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.EventHook_displayName();
        }

        /** Checks what is written without addressing anybody, and without a look at any secret. */
        @RequirePOST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckAddress(@AncestorInPath Item item, @QueryParameter String value) {
            return !SecretTexts.at(item).areForTheAsker()
                            || WebAddress.isWellFormed(Util.fixNull(value).strip())
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.EventHook_address());
        }

        /** The secret texts that can be chosen there. */
        @RequirePOST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillSignatureIdItems(@AncestorInPath Item item, @QueryParameter String signatureId) {
            return SecretTexts.at(item).choices(signatureId);
        }

        /** Checks that the secret text is there, if one is named. */
        @RequirePOST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckSignatureId(@AncestorInPath Item item, @QueryParameter String value) {
            return SecretTexts.at(item).check(value);
        }
    }
}
