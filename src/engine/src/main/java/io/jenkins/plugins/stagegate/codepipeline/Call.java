package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.decision.Actor;
import java.util.Optional;

/**
 * One call of an operation.
 *
 * @param input held against its shape already
 * @param by who signed it
 */
record Call(String operation, ObjectNode input, Actor by, Account account) {
    /** A member that must be there. */
    String text(String member) {
        return input.path(member).asText();
    }

    /** A member that may be missing. */
    Optional<String> optional(String member) {
        return Optional.ofNullable(input.get(member))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    /** How many elements an answer may hold. */
    int most(int unlessSaid) {
        return input.path("maxResults").asInt(input.path("MaxResults").asInt(unlessSaid));
    }

    /** The pipeline that this member names. */
    ServedPipeline pipeline(String member) throws ServiceException {
        var name = text(member);
        return account.pipeline(name)
                .orElseThrow(() -> new ServiceException(
                        "PipelineNotFoundException",
                        "Account '" + Account.ID + "' does not have a pipeline with name '" + name + "'"));
    }
}
