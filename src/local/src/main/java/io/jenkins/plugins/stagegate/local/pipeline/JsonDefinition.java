package io.jenkins.plugins.stagegate.local.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.codepipeline.DeclarationText;
import io.jenkins.plugins.stagegate.codepipeline.ServiceException;
import io.jenkins.plugins.stagegate.codepipeline.declaration.Declaration;
import io.jenkins.plugins.stagegate.codepipeline.declaration.InvalidDeclarationException;
import io.jenkins.plugins.stagegate.codepipeline.declaration.Performances;
import io.jenkins.plugins.stagegate.codepipeline.declaration.Performers;
import io.jenkins.plugins.stagegate.local.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A definition in CodePipeline's JSON, which may stand in place of a {@code Jenkinsfile}. */
public record JsonDefinition(Path file) {
    /** The file beside it that says what stands in for AWS' services. */
    public static final String PERFORMERS = "performers.json";

    private static final JsonMapper MAPPER = new JsonMapper();

    static boolean is(Path file) {
        return file.toString().endsWith(".json");
    }

    /** Reads the declaration. */
    public Declaration read() throws UserException {
        var text = new TextFile(file).read("There is no file " + file + " here.", "definition");
        try {
            return DeclarationText.read(text, performers(file.toAbsolutePath().getParent()));
        } catch (ServiceException | IOException e) {
            throw UserException.usage(file + ": " + e.getMessage());
        }
    }

    /** What stands in for AWS' services there. */
    public static Performers performers(Path folder) throws ServiceException, IOException {
        var said = folder.resolve(PERFORMERS);
        if (!Files.exists(said)) {
            return Performers.BUILT_IN;
        }
        try {
            return Performers.BUILT_IN.with(MAPPER.readTree(Files.readString(said)));
        } catch (JsonProcessingException e) {
            throw new ServiceException("ValidationException", PERFORMERS + " is not JSON: " + e.getOriginalMessage());
        } catch (InvalidDeclarationException e) {
            throw new ServiceException("ValidationException", PERFORMERS + ": " + e.getMessage());
        }
    }

    /** What performs each action, one line each. */
    public List<String> performances() throws UserException {
        return Performances.of(read());
    }

    /** The name that the declaration gives the pipeline, if it can be read. */
    static String name(Path file) {
        try {
            var tree = MAPPER.readTree(Files.readString(file));
            var name = tree.at("/pipeline/name").asText(tree.path("name").asText());
            return name.matches("[A-Za-z0-9.@_-]{1,100}") && !name.matches("\\.+") ? name : PipelineName.of(file);
        } catch (IOException e) {
            return PipelineName.of(file);
        }
    }
}
