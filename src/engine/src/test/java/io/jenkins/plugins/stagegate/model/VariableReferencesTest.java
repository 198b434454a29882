package io.jenkins.plugins.stagegate.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.VariableReferences.Reference;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class VariableReferencesTest {
    private static final Map<String, String> VALUES = Map.of(
            "App.CommitId", "4f2a", "variables.REGION", "eu-west-1", "App.CommitMessage", "$1 \\ #{App.CommitId}");

    @Test
    public void findsReferencesInOrder() {
        assertThat(VariableReferences.in("#{App.CommitId} to #{variables.my-region@2}#{App.CommitId}"))
                .containsExactly(
                        new Reference("App", "CommitId"),
                        new Reference("variables", "my-region@2"),
                        new Reference("App", "CommitId"));
    }

    @Test
    public void leavesAloneWhatOnlyLooksLikeAReference() {
        String text = "${#array[@]} #{name} #{a.b.c} #{ a.b } #{.b} #{a.} #a.b ${a.b} #{a.b";
        assertThat(VariableReferences.in(text)).isEmpty();
        assertThat(resolve(text)).isEqualTo(text);
    }

    @Test
    public void putsValuesInTheirPlaces() {
        assertThat(resolve("./deploy.sh #{variables.REGION} '#{App.CommitId}'"))
                .isEqualTo("./deploy.sh eu-west-1 '4f2a'");
    }

    @Test
    public void takesAValueAsItIs() {
        assertThat(resolve("#{App.CommitMessage}")).isEqualTo("$1 \\ #{App.CommitId}");
    }

    @Test
    public void leavesAReferenceWithoutAValueAsItIs() {
        assertThat(resolve("#{App.Nobody} #{App.CommitId} #{Nowhere.KEY}"))
                .isEqualTo("#{App.Nobody} 4f2a #{Nowhere.KEY}");
    }

    private static String resolve(String text) {
        return VariableReferences.resolve(
                text, reference -> Optional.ofNullable(VALUES.get(reference.namespace() + "." + reference.key())));
    }
}
