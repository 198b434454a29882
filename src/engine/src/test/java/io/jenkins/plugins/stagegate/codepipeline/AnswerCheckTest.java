package io.jenkins.plugins.stagegate.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class AnswerCheckTest {
    private static java.util.List<String> violations(String operation, int status, String body) {
        return AnswerCheck.violations(operation, status, body.replace('\'', '"'));
    }

    @Test
    public void acceptsWhatTheServiceWouldSay() {
        assertThat(violations("ListPipelines", 200, "{'pipelines':[{'name':'shop','version':1,'created':1.5}]}"))
                .isEmpty();
        assertThat(violations("DeletePipeline", 200, "")).isEmpty();
        assertThat(violations("GetPipeline", 400, "{'__type':'PipelineNotFoundException','message':'none'}"))
                .isEmpty();
    }

    @Test
    public void complainsOfMembersThatTheServiceDoesNotHave() {
        assertThat(violations("ListPipelines", 200, "{'pipelines':[{'name':'shop','colour':'red'}]}"))
                .containsExactly("There is no member '/pipelines/*/colour'.");
    }

    @Test
    public void complainsOfKindsPatternsAndLimits() {
        assertThat(violations("ListPipelines", 200, "{'pipelines':[{'name':'no such name!'}]}"))
                .singleElement()
                .asString()
                .contains("regular expression pattern");
        assertThat(violations("ListPipelines", 200, "{'pipelines':[{'name':'shop','created':'today'}]}"))
                .singleElement()
                .asString()
                .contains("a number of seconds since 1970");
        assertThat(violations("PutWebhook", 200, "{'webhook':{}}"))
                .singleElement()
                .asString()
                .contains("Member must not be null");
    }

    @Test
    public void complainsOfAnErrorThatTheOperationDoesNotHave() {
        assertThat(violations("ListPipelines", 400, "{'__type':'JobNotFoundException','message':'none'}"))
                .containsExactly("Nobody expects the error 'JobNotFoundException' of this operation.");
        assertThat(violations("ListPipelines", 400, "{'__type':'ValidationException'}"))
                .containsExactly("The error ValidationException does not say what is wrong.");
    }

    @Test
    public void complainsOfAnAnswerWhereThereIsNone() {
        assertThat(violations("DeletePipeline", 200, "{}")).hasSize(1);
    }
}
