package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Agent;
import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.OnNewer;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.model.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code ActionDeclaration}s. */
final class ActionReader {
    private static final Pattern ACCOUNT = Pattern.compile("arn:[^:]*:iam::(\\d{12}):.*");

    private final Performers performers;
    private final Optional<String> account;

    /** @param role of the pipeline, whose account the registries of images are in */
    ActionReader(Performers performers, String role) {
        this.performers = performers;
        this.account =
                Optional.of(ACCOUNT.matcher(role)).filter(Matcher::matches).map(found -> found.group(1));
    }

    /** What performs the action, and how. */
    private record Performance(ActionType type, Map<String, String> configuration, Work work, Agent agent) {}

    Action read(JsonNode node) throws InvalidDeclarationException {
        var performance = performance(node);
        boolean approval = performance.type().category() == ActionCategory.APPROVAL;
        return new Action(
                node.path("name").asText(),
                performance.type(),
                node.path("runOrder").asInt(1),
                performance.configuration(),
                performance.work(),
                Nodes.each(node.path("inputArtifacts"), "name"),
                outputs(node.path("outputArtifacts")),
                Nodes.texts(node.path("outputVariables")),
                Nodes.text(node, "namespace"),
                environment(node),
                Nodes.minutes(node),
                performance.agent(),
                approval ? Optional.of(approval(node.path("configuration"))) : Optional.empty());
    }

    private Performance performance(JsonNode node) throws InvalidDeclarationException {
        var id = node.path("actionTypeId");
        var category = category(id.path("category").asText());
        var provider = id.path("provider").asText();
        var owner = id.path("owner").asText();
        var version = id.path("version").asText();
        var settings = Nodes.map(node.path("configuration"));
        var type = new ActionType(category, owner, provider, version);
        if (category == ActionCategory.APPROVAL) {
            return new Performance(type, Map.of(), new Work.None(), Agent.NONE);
        }
        boolean ours = ActionType.SOURCES.contains(provider)
                || provider.equals(ActionType.CODE_PIPELINE)
                || provider.equals(ActionType.JENKINS_JOB);
        if (owner.equals("AWS") && ours) {
            return new Performance(type, settings, new Work.None(), Agent.ANY);
        }
        if (owner.equals("AWS")
                && provider.equals(ActionType.S3)
                && performers.find(category.label(), provider, settings).isEmpty()) {
            var objects = new LinkedHashMap<>(settings);
            objects.remove("PollForSourceChanges"); // a trigger says it here
            Nodes.text(node, "region").ifPresent(region -> objects.putIfAbsent("Region", region));
            return new Performance(type, objects, new Work.None(), Agent.ANY);
        }
        if (owner.equals("AWS") && provider.equals(ActionType.COMMANDS) && SecretCommands.has(node)) {
            var build = new ActionType(category, owner, ActionType.CODE_BUILD, version);
            return new Performance(build, SecretCommands.settings(node), new Work.None(), Agent.ANY);
        }
        if (owner.equals("AWS") && provider.equals(ActionType.COMMANDS)) {
            return new Performance(type, settings, new Work.Commands(Nodes.texts(node.path("commands"))), Agent.ANY);
        }
        var standIn = performers.find(category.label(), provider, settings);
        if (standIn.isPresent()) {
            return standIn(type, standIn.get(), settings, node);
        }
        var build = new BuildSettings(node.path("name").asText(), settings);
        if (BuildSettings.has(type) && !build.batch()) {
            return new Performance(type, BuildVariables.of(node).configuration(build), new Work.None(), Agent.ANY);
        }
        return new Performance(
                new ActionType(category, "Custom", provider, version), settings, new Work.None(), Agent.ANY);
    }

    private Performance standIn(ActionType type, Performer performer, Map<String, String> settings, JsonNode node)
            throws InvalidDeclarationException {
        var known = new LinkedHashMap<>(settings);
        known.putIfAbsent("region", Nodes.text(node, "region").orElse("us-east-1"));
        known.putIfAbsent("ImageTag", "latest"); // as CodePipeline does where no tag is named
        account.ifPresent(number -> known.putIfAbsent("account", number));
        boolean runs = performer.provider().equals(ActionType.COMMANDS);
        return new Performance(
                new ActionType(type.category(), "AWS", performer.provider(), type.version()),
                performer.settings(known),
                runs ? new Work.Commands(performer.commands(known)) : new Work.None(),
                performer.agent().map(Agent::labelled).orElse(Agent.ANY));
    }

    private static List<OutputArtifact> outputs(JsonNode list) {
        var outputs = new ArrayList<OutputArtifact>();
        list.forEach(one -> outputs.add(new OutputArtifact(one.path("name").asText(), Nodes.texts(one.path("files")))));
        return outputs;
    }

    private static Map<String, String> environment(JsonNode node) throws InvalidDeclarationException {
        var environment = new LinkedHashMap<>(BuildVariables.of(node).plain());
        for (JsonNode one : node.path("environmentVariables")) {
            if (!SecretCommands.isSecret(one)) {
                environment.put(one.path("name").asText(), one.path("value").asText());
            }
        }
        return environment;
    }

    private static ApprovalSettings approval(JsonNode configuration) {
        return new ApprovalSettings(
                Nodes.text(configuration, "CustomData"),
                Nodes.text(configuration, "ExternalEntityLink"),
                List.of(),
                1,
                true,
                OnNewer.KEEP,
                List.of(),
                List.of());
    }

    private static ActionCategory category(String label) {
        return Stream.of(ActionCategory.values())
                .filter(category -> category.label().equals(label))
                .findFirst()
                .orElseThrow();
    }
}
