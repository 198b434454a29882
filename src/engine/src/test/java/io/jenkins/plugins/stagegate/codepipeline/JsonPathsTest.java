package io.jenkins.plugins.stagegate.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class JsonPathsTest {
    private static final String PUSH =
            "{\"ref\": \"refs/heads/main\", \"commits\": [{\"id\": 7, \"added\": [\"a\"]}, {\"id\": 8}], \"base\": null}";

    @Test
    public void findsTextsNumbersAndNothings() {
        var json = JsonPaths.read(PUSH);
        assertThat(json.find("$.ref")).containsExactly("refs/heads/main");
        assertThat(json.find("$.commits[*].id")).containsExactly("7", "8");
        assertThat(json.find("$.base")).containsExactly("null");
        assertThat(json.find("$.commits[?(@.id > 7)].id")).containsExactly("8");
    }

    @Test
    public void showsWhatIsInsideAsJson() {
        assertThat(JsonPaths.read(PUSH).find("$.commits[0]")).containsExactly("{\"id\":7,\"added\":[\"a\"]}");
    }

    @Test
    public void findsNothingWhereThereIsNothing() {
        assertThat(JsonPaths.read(PUSH).find("$.tag")).isEmpty();
        assertThat(JsonPaths.read(PUSH).find("$.[[?(")).isEmpty();
        assertThat(JsonPaths.read("no json").find("$.ref")).isEmpty();
        assertThat(JsonPaths.read("").find("$")).isEmpty();
        assertThat(JsonPaths.read("[".repeat(100_000)).find("$..ref")).isEmpty();
    }
}
