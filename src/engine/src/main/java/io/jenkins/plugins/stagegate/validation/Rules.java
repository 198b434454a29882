package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.model.VariableReferences;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.quartz.CronExpression;

/**
 * Each rule has a provider that CodePipeline or this host knows, and a window opens at times that can be understood.
 *
 * @param hosts the providers that the host adds
 */
record Rules(Set<String> hosts) implements Check {
    private static final List<String> PROVIDERS = List.of(
            "DeploymentWindow",
            "VariableCheck",
            "HttpCheck",
            "Commands",
            "CloudWatchAlarm",
            "LambdaInvoke",
            "CodeBuild");

    @Override
    public void check(Pipeline pipeline, Findings findings) {
        for (ConditionSite site : ConditionSite.of(pipeline)) {
            List<Rule> rules = site.condition().rules();
            for (int i = 0; i < rules.size(); i++) {
                check(rules.get(i), site.path().item("rules", i), findings);
            }
        }
    }

    private void check(Rule rule, ElementPath path, Findings findings) {
        if (!PROVIDERS.contains(rule.provider()) && !hosts.contains(rule.provider())) {
            findings.add(
                    "rule-unknown",
                    path,
                    rule.provider(),
                    Nearest.suggestion(rule.provider(), known()),
                    hosts.isEmpty() ? "" : ", " + String.join(", ", new TreeSet<>(hosts)));
        }
        if (rule.provider().equals("DeploymentWindow")) {
            setting(rule, "Cron").ifPresent(cron -> cron(cron, path.entry("configuration", "Cron"), findings));
            setting(rule, "TimeZone").ifPresent(zone -> zone(zone, path.entry("configuration", "TimeZone"), findings));
        }
    }

    private List<String> known() {
        return Stream.concat(PROVIDERS.stream(), hosts.stream()).toList();
    }

    /** What is written there, unless it is known only when the rule is looked at. */
    private static Optional<String> setting(Rule rule, String name) {
        return Optional.ofNullable(rule.configuration().get(name))
                .filter(text -> VariableReferences.in(text).isEmpty());
    }

    private static void cron(String cron, ElementPath path, Findings findings) {
        try {
            new CronExpression(cron);
        } catch (ParseException | RuntimeException e) {
            findings.add("window-cron", path, cron, String.valueOf(e.getMessage()));
            return;
        }
        var seconds = cron.strip().split("\\s", 2)[0];
        if (!seconds.equals("*")) {
            findings.add("window-seconds", path, seconds);
        }
    }

    private static void zone(String zone, ElementPath path, Findings findings) {
        try {
            ZoneId.of(zone, ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            findings.add("window-zone", path, zone, Nearest.suggestion(zone, ZoneId.getAvailableZoneIds()));
        }
    }
}
