package io.jenkins.plugins.stagegate.worker;

import io.jenkins.plugins.stagegate.decision.Refusal;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.worker.CustomActionType.ArtifactCount;
import io.jenkins.plugins.stagegate.worker.CustomActionType.Property;
import java.util.HashSet;
import java.util.Optional;
import java.util.regex.Pattern;

/** What makes sense in a custom action type: CodePipeline's rules, of 1.14. */
final class TypeRules {
    private static final Pattern WORD = Pattern.compile("[0-9A-Za-z_-]+");
    private static final Pattern CONFIGURED = Pattern.compile("\\{Config:([^}]*)}");
    private static final int LONGEST_PROVIDER = 35;
    private static final int LONGEST_VERSION = 9;
    private static final int LONGEST_QUERYABLE = 20;
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_DESCRIPTION = 160;
    private static final int MOST_PROPERTIES = 10;
    private static final int MOST_ARTIFACTS = 5;

    private TypeRules() {}

    static void require(CustomActionType type) throws CommandRefusedException {
        require(type.type().owner().equals("Custom"), "The owner of a custom action type is Custom.");
        word("provider", type.type().provider(), LONGEST_PROVIDER);
        word("version", type.type().version(), LONGEST_VERSION);
        require(
                type.properties().size() <= MOST_PROPERTIES,
                "An action type has " + MOST_PROPERTIES + " configuration properties at most.");
        var names = new HashSet<String>();
        for (Property property : type.properties()) {
            require(names.add(property.name()), "The configuration property '" + property.name() + "' stands twice.");
            property(property);
        }
        require(
                type.properties().stream().filter(Property::queryable).count() <= 1,
                "One configuration property at most can be queryable.");
        artifacts("inputArtifactDetails", type.inputs());
        artifacts("outputArtifactDetails", type.outputs());
        template(type, type.settings().entityUrlTemplate());
        template(type, type.settings().executionUrlTemplate());
        template(type, type.settings().revisionUrlTemplate());
    }

    private static void property(Property property) throws CommandRefusedException {
        require(
                !property.name().isEmpty() && property.name().length() <= LONGEST_NAME,
                "The name of a configuration property has 1 to " + LONGEST_NAME + " characters.");
        require(
                property.description()
                        .filter(text -> text.isEmpty() || text.length() > LONGEST_DESCRIPTION)
                        .isEmpty(),
                "The description of '" + property.name() + "' has 1 to " + LONGEST_DESCRIPTION + " characters.");
        require(
                property.type()
                        .filter(kind -> !kind.matches("String|Number|Boolean"))
                        .isEmpty(),
                "The type of '" + property.name() + "' is String, Number or Boolean.");
        if (property.queryable()) {
            require(
                    property.required() && !property.secret(),
                    "The queryable property '" + property.name() + "' must be required, and not secret.");
            word("the queryable property", property.name(), LONGEST_QUERYABLE);
        }
    }

    /** A value that may be missing or secret cannot stand in an address that everybody sees. */
    private static void template(CustomActionType type, Optional<String> template) throws CommandRefusedException {
        var matcher = CONFIGURED.matcher(template.orElse(""));
        while (matcher.find()) {
            var name = matcher.group(1);
            require(
                    type.properties().stream()
                            .anyMatch(property ->
                                    property.name().equals(name) && property.required() && !property.secret()),
                    "{Config:" + name + "} in an address names a property that is required and not secret.");
        }
    }

    private static void artifacts(String member, ArtifactCount count) throws CommandRefusedException {
        require(
                count.minimum() >= 0 && count.minimum() <= count.maximum() && count.maximum() <= MOST_ARTIFACTS,
                member + " has a minimumCount and a maximumCount from 0 to " + MOST_ARTIFACTS + ".");
    }

    private static void word(String what, String text, int longest) throws CommandRefusedException {
        require(
                WORD.matcher(text).matches() && text.length() <= longest,
                what + " has 1 to " + longest + " letters, digits, '_' and '-', not '" + text + "'.");
    }

    private static void require(boolean holds, String otherwise) throws CommandRefusedException {
        if (!holds) {
            throw new CommandRefusedException(new Refusal("ValidationException", otherwise));
        }
    }
}
