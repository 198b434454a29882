package io.jenkins.plugins.stagegate.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.validation.Explanation;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.Test;

public class RuleExamplesTest {
    /** What no readable file, or no text of this language, can show; other tests do. */
    private static final Set<String> WITHOUT_FILE =
            Set.of("too-long", "approval-with-artifact", "source-with-input", "action-imposed");

    @Test
    public void everyRuleHasAnExampleThatBreaksIt() {
        Set<String> examples = Examples.in(Examples.REFUSED).stream()
                .map(Examples::name)
                .collect(Collectors.toCollection(TreeSet::new));
        examples.addAll(WITHOUT_FILE);
        assertThat(examples).isEqualTo(Explanation.rules());
    }

    @Test
    public void everyWordOfTheLanguageStandsInAnAcceptedDefinition() {
        String accepted =
                Examples.in(Examples.ACCEPTED).stream().map(Examples::text).collect(Collectors.joining());
        assertThat(Vocabulary.places()).allSatisfy(place -> assertThat(place.words())
                .allSatisfy(word -> assertThat(accepted).containsPattern("\\b" + word + "\\b")));
    }
}
