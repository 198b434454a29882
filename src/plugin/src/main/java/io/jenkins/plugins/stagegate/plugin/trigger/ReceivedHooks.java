package io.jenkins.plugins.stagegate.plugin.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import io.jenkins.plugins.stagegate.arrival.Receipts;
import java.util.Date;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;

/** The page that shows administrators what hooks have sent lately, also what was refused and what no pipeline takes. */
@Extension
@Restricted(NoExternalUse.class)
public final class ReceivedHooks extends ManagementLink implements StaplerProxy {
    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(getRequiredPermission());
        return this;
    }

    /** The latest deliveries, the newest first. */
    public List<Row> getRows() {
        return HookAction.received().stream().map(Row::new).toList();
    }

    /** One delivery, and the answer to it. */
    public static final class Row {
        private final Receipts.Receipt receipt;

        Row(Receipts.Receipt receipt) {
            this.receipt = receipt;
        }

        public Date getAt() {
            return Date.from(receipt.at());
        }

        public String getOrigin() {
            return TriggersAction.label(receipt.provider());
        }

        public int getStatus() {
            return receipt.status();
        }

        public String getVerdict() {
            return receipt.verdict();
        }
    }

    @Override
    public String getIconFileName() {
        return "symbol-flash-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.ReceivedHooks_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.ReceivedHooks_description();
    }

    @Override
    public String getUrlName() {
        return "stage-gate-received-hooks";
    }

    @NonNull
    @Override
    public Permission getRequiredPermission() {
        return Jenkins.ADMINISTER;
    }

    @NonNull
    @Override
    public Category getCategory() {
        return Category.TROUBLESHOOTING;
    }
}
