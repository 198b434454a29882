package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.util.Map;

/** Making, changing and ending pipelines. */
final class Declarations {
    private Declarations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("CreatePipeline", Declarations::create);
        operations.put("UpdatePipeline", Declarations::update);
        operations.put("DeletePipeline", call -> {
            var name = call.text("name");
            call.account().delete(name);
            new Belongings(call.account().registry()).remove(name);
            return object();
        });
    }

    /** As with the service, a new pipeline begins with an execution. */
    private static ObjectNode create(Call call)
            throws ServiceException, InvalidRequestException, CommandRefusedException, IOException {
        var declaration = (ObjectNode) call.input().get("pipeline");
        var name = declaration.path("name").asText();
        var tags = Tags.read(call.input().path("tags"));
        new DeclaredTypes(call.account().actionTypes()).require(declaration);
        if (call.account().pipeline(name).isPresent()) {
            throw new ServiceException(
                    "PipelineNameInUseException",
                    "A pipeline with the name '" + name + "' already exists in account '" + Account.ID + "'");
        }
        call.account().create(name, declaration);
        Tags.put(call.account(), name, tags);
        var pipeline = named(call, name);
        boolean complete = pipeline.engine().state().definition().orElseThrow().variables().stream()
                .allMatch(variable -> variable.defaultValue().isPresent());
        if (complete) {
            pipeline.change(Change.BEGIN, object(), call.by());
        }
        var answer = object();
        answer.set("pipeline", newest(call, pipeline));
        answer.set("tags", Tags.write(tags));
        return answer;
    }

    private static ObjectNode update(Call call) throws ServiceException, IOException {
        var declaration = (ObjectNode) call.input().get("pipeline");
        var pipeline = named(call, declaration.path("name").asText());
        var masks = new Masks(call.account());
        if (masks.in(declaration)) {
            var version = pipeline.engine().state().version();
            masks.restore(declaration, DeclarationView.of(call.account(), pipeline, version));
        }
        new DeclaredTypes(call.account().actionTypes()).require(declaration);
        pipeline.update(declaration);
        return object().set("pipeline", newest(call, pipeline));
    }

    private static ServedPipeline named(Call call, String name) throws ServiceException {
        return call.account()
                .pipeline(name)
                .orElseThrow(() -> new ServiceException(
                        "InvalidStructureException",
                        "The account with id '" + Account.ID + "' does not include a pipeline with the name '" + name
                                + "'"));
    }

    private static ObjectNode newest(Call call, ServedPipeline pipeline) throws ServiceException, IOException {
        return new Masks(call.account())
                .declaration(DeclarationView.of(
                        call.account(), pipeline, pipeline.engine().state().version()));
    }
}
