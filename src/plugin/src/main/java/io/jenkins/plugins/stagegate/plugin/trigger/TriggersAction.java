package io.jenkins.plugins.stagegate.plugin.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Item;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import io.jenkins.plugins.stagegate.trigger.Provider;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.TransientActionFactory;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;

/** The page that says what the triggers of a job made of what arrived. */
@Restricted(NoExternalUse.class)
public final class TriggersAction implements Action, StaplerProxy {
    private static final int SHOWN = 100;

    private final WorkflowJob job;
    private final JobTriggers triggers;

    private TriggersAction(WorkflowJob job, JobTriggers triggers) {
        this.job = job;
        this.triggers = triggers;
    }

    /** Nobody gets there who cannot read the job. */
    @Override
    public Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    public WorkflowJob getJob() {
        return job;
    }

    /** The triggers of the definition in its words. */
    public List<String> getDeclared() {
        return triggers.declared();
    }

    /** The addresses for hooks, for whoever may set some up. */
    public List<String> getAddresses() {
        if (!job.hasPermission(Item.CONFIGURE)) {
            return List.of();
        }
        return Stream.of(Provider.values())
                .map(provider -> HookScopes.address(provider.path()))
                .toList();
    }

    /** How many deliveries wait. */
    public int getWaiting() throws IOException {
        return triggers.waiting().size();
    }

    /** What became of the latest deliveries, the newest first, a row for each verdict. */
    public List<Row> getRows() throws IOException {
        var rows = new ArrayList<Row>();
        for (JsonNode delivery : triggers.deliveries().stream().limit(SHOWN).toList()) {
            var at = Date.from(Instant.parse(delivery.path("at").asText()));
            var origin = delivery.path("origin").asText();
            delivery.path("verdicts")
                    .forEach(verdict -> rows.add(new Row(
                            at,
                            label(origin),
                            verdict.path("trigger").asText(),
                            verdict.path("fires").asBoolean(),
                            verdict.path("verdict").asText())));
        }
        return rows;
    }

    static String label(String origin) {
        return switch (origin) {
            case "poll" -> Messages.TriggersAction_look();
            case "webhook" -> Messages.TriggersAction_webhook();
            case "scm" -> Messages.TriggersAction_scm();
            case "github" -> "GitHub";
            case "gitlab" -> "GitLab";
            case "bitbucket" -> "Bitbucket";
            case "gitea" -> "Gitea";
            case "codecommit" -> "CodeCommit";
            case "generic" -> Messages.TriggersAction_generic();
            default -> origin;
        };
    }

    /** What one trigger said to one delivery. */
    public static final class Row {
        private final Date at;
        private final String origin;
        private final String trigger;
        private final boolean fires;
        private final String verdict;

        Row(Date at, String origin, String trigger, boolean fires, String verdict) {
            this.at = new Date(at.getTime());
            this.origin = origin;
            this.trigger = trigger;
            this.fires = fires;
            this.verdict = verdict;
        }

        public Date getAt() {
            return new Date(at.getTime());
        }

        public String getOrigin() {
            return origin;
        }

        public String getTrigger() {
            return trigger;
        }

        public boolean isFires() {
            return fires;
        }

        public String getVerdict() {
            return verdict;
        }
    }

    @Override
    public String getIconFileName() {
        return "symbol-flash-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.TriggersAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "stage-gate-triggers";
    }

    /** Puts the page on every job whose definition has triggers. */
    @Extension
    public static final class Factory extends TransientActionFactory<WorkflowJob> {
        @Override
        public Class<WorkflowJob> type() {
            return WorkflowJob.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull WorkflowJob job) {
            return job.getDefinition() instanceof ReleaseDefinition
                    ? Triggers.get().of(job).map(found -> new TriggersAction(job, found)).stream()
                            .toList()
                    : List.of();
        }
    }
}
