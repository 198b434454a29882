package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.codepipeline.declaration.ChangeDetection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What starts a pipeline there without being written down as a trigger: its sources look for changes by themselves. */
record UnsaidTriggers(JsonNode declaration) {
    /** The names of the source actions that do. */
    List<String> actions() {
        var names = new ArrayList<String>();
        for (JsonNode source : sources()) {
            if (ChangeDetection.detects(source)) {
                names.add(source.path("name").asText());
            }
        }
        return names;
    }

    /** Sources that are told not to are started by something that does not stand in the definition. */
    List<String> notes() {
        var notes = new ArrayList<String>();
        for (JsonNode source : sources()) {
            var name = source.path("name").asText();
            if (!ChangeDetection.detects(source)) {
                ChangeDetection.setting(source)
                        .ifPresent(setting -> notes.add(name + " has " + setting
                                + " = false there, so that something else starts the pipeline, such as a rule of EventBridge or a"
                                + " webhook. If its changes shall start it: triggers { push { sourceAction '" + name
                                + "' } }."));
            }
        }
        return notes;
    }

    /** Those that no trigger is about. */
    private List<JsonNode> sources() {
        return StreamSupport.stream(declaration.at("/stages/0/actions").spliterator(), false)
                .filter(action -> StreamSupport.stream(
                                declaration.path("triggers").spliterator(), false)
                        .noneMatch(trigger -> isAbout(trigger, action)))
                .toList();
    }

    private static boolean isAbout(JsonNode trigger, JsonNode action) {
        var named = trigger.at("/gitConfiguration/sourceActionName").asText();
        return named.isEmpty() || named.equals(action.path("name").asText());
    }
}
