package io.jenkins.plugins.stagegate.plugin.settings;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.stagegate.codepipeline.declaration.InvalidDeclarationException;
import io.jenkins.plugins.stagegate.codepipeline.declaration.Performers;
import io.jenkins.plugins.stagegate.plugin.event.EventHook;
import io.jenkins.plugins.stagegate.plugin.event.Listeners;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGate;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGates;
import io.jenkins.plugins.stagegate.plugin.trigger.HookSecret;
import io.jenkins.plugins.stagegate.plugin.ui.Audit;
import io.jenkins.plugins.stagegate.plugin.web.JenkinsRoute;
import io.jenkins.plugins.stagegate.route.Route;
import io.jenkins.plugins.stagegate.source.Reach;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** The settings of Stage Gate for all of Jenkins. */
@Extension
@Symbol("stageGate")
public final class StageGateSettings extends GlobalConfiguration {
    private static final String JENKINS = "Jenkins";
    private static final int LOOK_EVERY_SECONDS = 300;
    private static final int SHORTEST_LOOK_SECONDS = 10;

    private String allowedHosts = "";
    private List<ImposedGate> gates = new ArrayList<>();
    private List<EventHook> eventHooks = new ArrayList<>();
    private List<HookSecret> hookSecrets = new ArrayList<>();
    private int lookEverySeconds = LOOK_EVERY_SECONDS;
    private String performers = "";
    private boolean codePipelineEndpoint = true;

    /** Reads what was saved. */
    public StageGateSettings() {
        load();
    }

    /** The settings. */
    public static StageGateSettings get() {
        return ExtensionList.lookupSingleton(StageGateSettings.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.StageGateSettings_displayName();
    }

    /**
     * The hosts that Jenkins may address because a definition says so, one a line; empty or {@code *} for all but this machine
     * itself and what only it can see.
     */
    public String getAllowedHosts() {
        return allowedHosts;
    }

    @DataBoundSetter
    public void setAllowedHosts(String allowedHosts) {
        var before = this.allowedHosts;
        this.allowedHosts = Objects.requireNonNullElse(Util.fixEmptyAndTrim(allowedHosts), "");
        save();
        note("hosts that definitions may address", before, this.allowedHosts);
    }

    /** The gates in front of stages of all pipelines. */
    public List<ImposedGate> getGates() {
        return gates == null ? List.of() : List.copyOf(gates);
    }

    /** Sets the gates, and puts them in front of the stages of all pipelines that are at work. */
    @DataBoundSetter
    public void setGates(List<ImposedGate> gates) {
        var before = getGates();
        this.gates = gates == null ? new ArrayList<>() : new ArrayList<>(gates);
        save();
        ImposedGates.note(JENKINS, before, getGates());
        ImposedGates.renew("");
    }

    /**
     * Keeps gates in front of a folder's pipelines that has another name now. Pipelines that have moved are opened anew, and learn of
     * it then; until then they keep the gates that they have.
     */
    public void followFolder(String oldName, String newName) {
        var before = getGates();
        ImposedGates.moved(before, oldName, newName).ifPresent(now -> {
            gates = new ArrayList<>(now);
            save();
            ImposedGates.note(JENKINS, before, now);
        });
    }

    /** The addresses that are told of events of all pipelines. */
    public List<EventHook> getEventHooks() {
        return eventHooks == null ? List.of() : List.copyOf(eventHooks);
    }

    /** Sets the addresses, for all pipelines that are at work, too. */
    @DataBoundSetter
    public void setEventHooks(List<EventHook> eventHooks) {
        var before = EventHook.state(getEventHooks());
        this.eventHooks = eventHooks == null ? new ArrayList<>() : new ArrayList<>(eventHooks);
        save();
        Audit.change(JENKINS, EventHook.WHAT, before, EventHook.state(getEventHooks()));
        Listeners.renew("");
    }

    /** The form leaves a list out that has become empty. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        try {
            Performers.BUILT_IN.with(form.optString("performers"));
        } catch (InvalidDeclarationException e) {
            throw new FormException(e.getMessage(), e, "performers");
        }
        for (String list : List.of("gates", "eventHooks", "hookSecrets")) {
            if (!form.has(list)) {
                form.put(list, new JSONArray());
            }
        }
        request.bindJSON(this, form);
        return true;
    }

    /** The secrets of hooks that may start all pipelines. */
    public List<HookSecret> getHookSecrets() {
        return hookSecrets == null ? List.of() : List.copyOf(hookSecrets);
    }

    @DataBoundSetter
    public void setHookSecrets(List<HookSecret> hookSecrets) {
        var before = HookSecret.state(getHookSecrets());
        this.hookSecrets = hookSecrets == null ? new ArrayList<>() : new ArrayList<>(hookSecrets);
        save();
        Audit.change(JENKINS, HookSecret.WHAT, before, HookSecret.state(getHookSecrets()));
    }

    /** How often the repositories of triggers are looked at, in seconds; 0 for never. */
    public int getLookEverySeconds() {
        return lookEverySeconds;
    }

    /** Sets how often repositories are looked at, which is not oftener than every ten seconds. */
    @DataBoundSetter
    public void setLookEverySeconds(int lookEverySeconds) {
        int before = this.lookEverySeconds;
        this.lookEverySeconds = lookEverySeconds <= 0 ? 0 : Math.max(SHORTEST_LOOK_SECONDS, lookEverySeconds);
        save();
        note("seconds between two looks at a repository", before, this.lookEverySeconds);
    }

    /** What stands in for AWS' services in definitions in CodePipeline's JSON, as JSON; empty for what is built in. */
    public String getPerformers() {
        return Objects.requireNonNullElse(performers, "");
    }

    /**
     * Sets what stands in for AWS' services.
     *
     * @throws IllegalArgumentException if the text says something else
     */
    @DataBoundSetter
    public void setPerformers(String performers) {
        var text = Objects.requireNonNullElse(Util.fixEmptyAndTrim(performers), "");
        try {
            Performers.BUILT_IN.with(text);
        } catch (InvalidDeclarationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        var before = getPerformers();
        this.performers = text;
        save();
        note("stand-ins for AWS' services", before, text);
    }

    /** What stands in for AWS' services: what is built in, and what an administrator says. */
    public Performers performers() {
        try {
            return Performers.BUILT_IN.with(getPerformers());
        } catch (InvalidDeclarationException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Says what is wrong with a table of stand-ins. */
    @RequirePOST
    public FormValidation doCheckPerformers(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            Performers.BUILT_IN.with(Util.fixNull(value).trim());
            return FormValidation.ok();
        } catch (InvalidDeclarationException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** Whether CodePipeline's clients are answered. */
    public boolean isCodePipelineEndpoint() {
        return codePipelineEndpoint;
    }

    @DataBoundSetter
    public void setCodePipelineEndpoint(boolean codePipelineEndpoint) {
        var before = this.codePipelineEndpoint;
        this.codePipelineEndpoint = codePipelineEndpoint;
        save();
        note("answer to CodePipeline's clients", before, codePipelineEndpoint);
    }

    private static void note(String what, Object before, Object now) {
        if (!before.equals(now)) {
            Audit.note(JENKINS, "changed the " + what + " from '" + before + "' to '" + now + "'");
        }
    }

    /**
     * Makes sure that whoever writes a definition may make Jenkins address that host, by http(s) or ssh.
     *
     * @throws IOException if not; the message says why
     */
    public void requireReachable(URI address) throws IOException {
        boolean web = String.valueOf(address.getScheme()).startsWith("http");
        AllowedHosts.of(allowedHosts)
                .require(address, web && JenkinsRoute.get().proxy(address).isPresent());
    }

    /** What definitions may make Jenkins address, as {@link #requireReachable} has it, and the way there. */
    public Reach reach() {
        return new Reach() {
            @Override
            public void require(URI address) throws IOException {
                requireReachable(address);
            }

            @Override
            public Route route() {
                return JenkinsRoute.get();
            }
        };
    }
}
