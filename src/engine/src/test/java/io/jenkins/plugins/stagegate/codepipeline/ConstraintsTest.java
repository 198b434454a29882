package io.jenkins.plugins.stagegate.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.Test;

public class ConstraintsTest {
    @Test
    public void acceptsMembersThatNobodyKnows() throws Exception {
        check("GetPipelineStateInput", "{'name': 'shop', 'colour': {'is': ['red']}}");
    }

    @Test
    public void wantsWhatMustBeGiven() {
        assertRefused(
                "GetPipelineStateInput",
                "{}",
                "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null");
    }

    @Test
    public void tellsAllThatIsWrongAtOnce() {
        assertRefused(
                "DisableStageTransitionInput",
                "{'pipelineName': 'shop', 'stageName': '', 'transitionType': 'Sideways', 'reason': 'why not'}",
                "3 validation errors detected: "
                        + "Value '' at 'stageName' failed to satisfy constraint: Member must have length greater than or equal to 1; "
                        + "Value '' at 'stageName' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9.@\\-_]+; "
                        + "Value 'Sideways' at 'transitionType' failed to satisfy constraint: Member must satisfy enum value set: [Inbound, Outbound]");
    }

    @Test
    public void countsListsNumbersAndTexts() {
        assertRefused(
                "ListPipelineExecutionsInput",
                "{'pipelineName': 'shop', 'maxResults': 101}",
                "1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100");
        assertRefused(
                "StartPipelineExecutionInput",
                "{'name': 'shop', 'variables': []}",
                "1 validation error detected: Value '[]' at 'variables' failed to satisfy constraint: Member must have length greater than or equal to 1");
        assertRefused(
                "StartPipelineExecutionInput",
                "{'name': 'shop', 'variables': [{'name': 'A', 'value': ''}]}",
                "1 validation error detected: Value '' at 'variables.1.member.value' failed to satisfy constraint: Member must have length greater than or equal to 1");
    }

    @Test
    public void looksAtTheKeysAndValuesOfMaps() {
        assertRefused(
                "PollForJobsInput",
                "{'actionTypeId': {'category': 'Test', 'owner': 'Custom', 'provider': 'P', 'version': '1'}, 'queryParam': {'Project': 'a b'}}",
                "1 validation error detected: Value '{Project=a b}' at 'queryParam' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 50, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+]");
    }

    @Test
    public void saysOfAListOnceWhatAllItsElementsMustBe() {
        assertRefused(
                "UntagResourceInput",
                "{'resourceArn': 'arn:aws:codepipeline:local:000000000000:shop', 'tagKeys': ['team', '', '']}",
                "1 validation error detected: Value '[team, , ]' at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]");
    }

    /** As the service is known to answer: it keeps the settings of an action to itself. */
    @Test
    public void doesNotRepeatWhatMayBeSecret() {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> check(
                        "ActionDeclaration",
                        "{'name': 'Ship', 'actionTypeId': {'category': 'Deploy', 'owner': 'AWS', 'provider': 'ECS', 'version': '1'},"
                                + " 'configuration': {'Password': 'open sesame', 'ClusterName': ''}}"))
                .withMessage("1 validation error detected: Value at 'configuration' failed to satisfy constraint:"
                        + " Map value must satisfy constraint: [Member must have length less than or equal to 1000,"
                        + " Member must have length greater than or equal to 1]");
    }

    @Test
    public void refusesValuesOfTheWrongKindBeforeAll() {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> check("GetPipelineInput", "{'name': 3}"))
                .withMessage("The value at '/name' is a text, not 3.")
                .satisfies(error -> assertThat(error.code()).isEqualTo("SerializationException"));
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> check("GetPipelineInput", "{'name': 'shop', 'version': 4294967297}"))
                .withMessage("The value at '/version' is a whole number of 32 bits, not 4294967297.");
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> check("GetPipelineInput", "{'name': "))
                .satisfies(error -> assertThat(error.code()).isEqualTo("SerializationException"));
    }

    private static void check(String shape, String request) throws ServiceException {
        var body = request.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Constraints.check(Shapes.ALL, shape, Types.read(Shapes.ALL, shape, body));
    }

    private static void assertRefused(String shape, String request, String message) {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> check(shape, request))
                .withMessage(message);
    }
}
