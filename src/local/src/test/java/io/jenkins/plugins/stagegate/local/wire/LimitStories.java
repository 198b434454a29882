package io.jenkins.plugins.stagegate.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.local.wire.Violations.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Every limit of the table of shapes is broken once, and the answer is the service's. */
@SuppressWarnings("unchecked") // The SDK takes its builders as generic varargs.
public class LimitStories extends ClientStories {
    @Test
    public void everyLimitOfEveryRequestIsKept() throws Exception {
        var table = ShapeTable.read();
        var violations = new Violations(table);
        var wrong = new ArrayList<String>();
        int tried = 0;
        for (var operation : table.operations().entrySet()) {
            for (Violation violation : violations.of(operation.getValue().input(), "")) {
                var answer = calls.call(operation.getKey(), violation.value().toString());
                tried++;
                if (!isRefused(answer, violation)) {
                    wrong.add(operation.getKey() + " " + violation.path() + ", " + violation.demand() + ": "
                            + answer.status() + " " + answer.body());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(500);
    }

    /** All complaints are about the one place that is wrong, and they are counted. */
    private static boolean isRefused(SignedCalls.Answer answer, Violation violation) {
        var complaint = "at '" + violation.path() + "' failed to satisfy constraint: ";
        int complaints = answer.message().split(java.util.regex.Pattern.quote(complaint), -1).length - 1;
        return answer.status() == 400
                && answer.error().equals("ValidationException")
                && answer.message().contains(complaint + violation.demand())
                && answer.message()
                        .startsWith(complaints + (complaints == 1 ? " validation error" : " validation errors")
                                + " detected: Value ");
    }

    @Test
    public void everyMemberHasItsKind() throws Exception {
        var table = ShapeTable.read();
        var wrong = new ArrayList<String>();
        int tried = 0;
        for (var operation : table.operations().entrySet()) {
            for (Violation violation :
                    new Violations(table).ofKinds(operation.getValue().input())) {
                var answer = calls.call(operation.getKey(), violation.value().toString());
                tried++;
                if (answer.status() != 400 || !answer.error().equals("SerializationException")) {
                    wrong.add(operation.getKey() + " " + violation.value() + ": " + answer);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(300);
    }

    @Test
    public void allThatIsMissingIsSaidAtOnce() throws Exception {
        var table = ShapeTable.read();
        for (var operation : table.operations().entrySet()) {
            long needed = table.shape(operation.getValue().input()).members().keySet().stream()
                    .filter(member -> member.endsWith("*"))
                    .count();
            if (needed > 0) {
                assertThat(calls.call(operation.getKey(), "{}").message())
                        .startsWith(needed + (needed == 1 ? " validation error" : " validation errors") + " detected: ")
                        .contains("failed to satisfy constraint: Member must not be null");
            }
        }
    }

    @Test
    public void membersThatNobodyKnowsAreLetPass() throws Exception {
        var table = ShapeTable.read();
        for (var operation : table.operations().entrySet()) {
            // A type of this name is made by the first call, and refused by the second.
            if (!operation.getKey().equals("CreateCustomActionType")) {
                var request = (ObjectNode)
                        new Violations(table).sample(operation.getValue().input());
                var plain = calls.call(operation.getKey(), request.toString());
                request.putObject("colour").putArray("is").add("red");
                request.forEach(member -> {
                    if (member instanceof ObjectNode object) {
                        object.put("shade", 7);
                    }
                });
                var odd = calls.call(operation.getKey(), request.toString());
                assertThat(odd.error()).as(operation.getKey()).isEqualTo(plain.error());
                assertThat(odd.message()).as(operation.getKey()).isEqualTo(plain.message());
            }
        }
    }

    @Test
    public void aTokenThatNoAnswerGaveIsRefused() throws Exception {
        var table = ShapeTable.read();
        var asked = new ArrayList<String>();
        for (var operation : table.operations().entrySet()) {
            for (String member : List.of("nextToken", "NextToken")) {
                var members = table.shape(operation.getValue().input()).members();
                if (members.containsKey(member)) {
                    asked.add(operation.getKey());
                    for (String token : List.of("made-up", "not base64!", tokenOfPipelines())) {
                        var request = (ObjectNode) new Violations(table)
                                .sample(operation.getValue().input());
                        request.put(member, token);
                        if (members.containsKey("pipelineName*")) {
                            request.put("pipelineName", "shop");
                        }
                        if (members.containsKey("resourceArn*")) {
                            request.put("resourceArn", "arn:aws:codepipeline:local:000000000000:shop");
                        }
                        if (operation.getKey().equals("ListPipelines")) {
                            request.putObject("colour");
                        }
                        var answer = calls.call(operation.getKey(), request.toString());
                        assertThat(answer.error())
                                .as(operation.getKey() + " " + token)
                                .isEqualTo("InvalidNextTokenException");
                    }
                }
            }
        }
        assertThat(asked).hasSize(8);
    }

    /** A good token, of another question. */
    private static String tokenOfPipelines() {
        if (client.listPipelines().pipelines().stream()
                .noneMatch(one -> one.name().equals("paged"))) {
            create("paged", Pipelines.stage("Build", Pipelines.approval("Wait")));
        }
        return client.listPipelines(call -> call.maxResults(1)).nextToken();
    }

    @Test
    public void manyPagesAreTheWholeList() {
        tokenOfPipelines();
        var whole = client.listPipelines().pipelines();
        assertThat(whole).hasSizeGreaterThan(1);
        assertThat(client.listPipelinesPaginator(call -> call.maxResults(1)).stream()
                        .peek(page -> assertThat(page.pipelines()).hasSize(1))
                        .flatMap(page -> page.pipelines().stream())
                        .toList())
                .extracting(one -> one.name())
                .containsExactlyElementsOf(whole.stream().map(one -> one.name()).toList());
        var arn = "arn:aws:codepipeline:local:000000000000:paged";
        client.tagResource(call -> call.resourceArn(arn)
                .tags(tag -> tag.key("b").value("2"), tag -> tag.key("a").value("1"), tag -> tag.key("c")
                        .value("")));
        assertThat(client
                        .listTagsForResourcePaginator(
                                call -> call.resourceArn(arn).maxResults(2))
                        .stream()
                        .map(page -> page.tags().stream().map(tag -> tag.key()).toList())
                        .toList())
                .containsExactly(List.of("a", "b"), List.of("c"));
    }
}
