package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.codepipeline.declaration.Declaration;
import io.jenkins.plugins.stagegate.codepipeline.declaration.InvalidDeclarationException;
import io.jenkins.plugins.stagegate.codepipeline.declaration.Performers;
import io.jenkins.plugins.stagegate.dsl.Definition;
import java.nio.charset.StandardCharsets;

/** A declaration as a file: what {@code get-pipeline} answers, or the pipeline inside of it. */
public final class DeclarationText {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String SHAPE = "PipelineDeclaration";

    private DeclarationText() {}

    /** Whether a text is meant as JSON, and not as a {@code Jenkinsfile}. */
    public static boolean is(String text) {
        return text.stripLeading().startsWith("{");
    }

    /**
     * Reads a declaration.
     *
     * @throws ServiceException with what is wrong, in the service's words
     */
    public static Declaration read(String json, Performers performers) throws ServiceException {
        if (json.length() > Definition.LONGEST) {
            throw new ServiceException(
                    "ValidationException",
                    "The text has %d characters; a definition may have %d at most. Move long commands into scripts of the repository."
                            .formatted(json.length(), Definition.LONGEST));
        }
        try {
            var tree = MAPPER.readTree(json);
            var pipeline = tree.path("pipeline").isObject() ? tree.path("pipeline") : tree;
            var document = Types.read(Shapes.ALL, SHAPE, pipeline.toString().getBytes(StandardCharsets.UTF_8));
            Constraints.check(Shapes.ALL, SHAPE, document);
            return read(document, performers);
        } catch (JsonProcessingException e) {
            throw new ServiceException(
                    "SerializationException", "The file is not JSON%s: %s".formatted(place(e), e.getOriginalMessage()));
        }
    }

    private static String place(JsonProcessingException problem) {
        var where = problem.getLocation();
        return where == null ? "" : " at line %d, column %d".formatted(where.getLineNr(), where.getColumnNr());
    }

    /** The same of a declaration that was held against its shape already. */
    public static Declaration read(ObjectNode document, Performers performers) throws ServiceException {
        try {
            return Declaration.read(document, performers);
        } catch (InvalidDeclarationException e) {
            throw new ServiceException(e.code(), e.getMessage());
        }
    }
}
