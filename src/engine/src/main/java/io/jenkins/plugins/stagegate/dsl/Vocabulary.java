package io.jenkins.plugins.stagegate.dsl;

import java.util.List;

/** All places of the language. */
final class Vocabulary {
    private static final List<Place<?>> PLACES = List.of(
            PipelineWords.FILE,
            PipelineWords.PIPELINE,
            PipelineWords.VARIABLES,
            TriggerWords.TRIGGERS,
            TriggerWords.PUSH,
            TriggerWords.PULL_REQUEST,
            StageWords.STAGES,
            StageWords.STAGE,
            StageWords.GROUP,
            SourceWords.SOURCE,
            ActionWords.WORK,
            ApprovalWords.APPROVAL,
            ConditionWords.ENTRY,
            ConditionWords.SUCCESS,
            ConditionWords.FAILURE);

    private Vocabulary() {}

    /** The titles of the places where the word is possible. */
    static List<String> placesOf(String word) {
        return PLACES.stream()
                .filter(place -> place.words().contains(word))
                .map(Place::title)
                .distinct()
                .toList();
    }

    static List<Place<?>> places() {
        return PLACES;
    }
}
