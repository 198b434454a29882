package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Holds answers against the shapes of the service, as strictly as requests, and more: a member that the service does not have
 * is wrong, too. For whoever binds the protocol to a server and wants to know that nothing was lost on the way.
 */
public final class AnswerCheck {
    private static final JsonMapper MAPPER = new JsonMapper();
    /** What every operation may be refused with. */
    private static final Set<String> COMMON = Set.of(
            "AccessDeniedException",
            "IncompleteSignatureException",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "RequestEntityTooLargeException",
            "SerializationException",
            "UnknownOperationException",
            "UnrecognizedClientException",
            "ValidationException");

    private final List<String> violations = new ArrayList<>();

    private AnswerCheck() {}

    /**
     * What is wrong with an answer.
     *
     * @param operation its name, without the prefix of the header
     * @param status as in HTTP
     * @param body as it was sent
     */
    public static List<String> violations(String operation, int status, String body) {
        var check = new AnswerCheck();
        try {
            check.answer(Shapes.ALL.operation(operation).orElseThrow(), status, body);
        } catch (ServiceException | IOException e) {
            check.violations.add(e.getMessage());
        }
        return List.copyOf(check.violations);
    }

    private void answer(Shapes.Signature signature, int status, String body) throws ServiceException, IOException {
        if (status / 100 != 2) {
            error(signature, MAPPER.readTree(body));
        } else if (signature.output().isEmpty()) {
            if (!body.isEmpty()) {
                violations.add("The operation answers with nothing, and this is '" + body + "'.");
            }
        } else {
            var shape = signature.output().get();
            var answer = Types.read(Shapes.ALL, shape, body.getBytes(StandardCharsets.UTF_8));
            known("", shape, answer);
            Constraints.check(Shapes.ALL, shape, answer);
        }
    }

    private void error(Shapes.Signature signature, JsonNode error) {
        var code = error.path("__type").asText();
        if (!COMMON.contains(code) && !signature.errors().contains(code)) {
            violations.add("Nobody expects the error '" + code + "' of this operation.");
        }
        if (error.path("message").asText().isEmpty()) {
            violations.add("The error " + code + " does not say what is wrong.");
        }
    }

    private void known(String path, String name, JsonNode value) {
        var shape = Shapes.ALL.shape(name);
        if (shape instanceof Shape.Structure structure) {
            for (var member : value.properties()) {
                var of = structure.members().get(member.getKey());
                if (of == null) {
                    violations.add("There is no member '" + path + "/" + member.getKey() + "'.");
                } else {
                    known(path + "/" + member.getKey(), of.shape(), member.getValue());
                }
            }
        } else if (shape instanceof Shape.Listing listing) {
            value.forEach(element -> known(path + "/*", listing.element(), element));
        } else if (shape instanceof Shape.Mapping mapping) {
            value.properties().forEach(entry -> known(path + "/" + entry.getKey(), mapping.value(), entry.getValue()));
        }
    }
}
