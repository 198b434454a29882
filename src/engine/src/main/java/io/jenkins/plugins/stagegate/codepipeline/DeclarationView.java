package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.codepipeline.declaration.PipelineWriter;
import java.io.IOException;

/** {@code PipelineDeclaration} of a pipeline, whatever spelling it was declared in. */
final class DeclarationView {
    private DeclarationView() {}

    static ObjectNode of(Account account, ServedPipeline pipeline, int version) throws ServiceException, IOException {
        var declared = pipeline.declared(version);
        if (declared.isPresent()) {
            return DeclarationDefaults.fill(declared.get().deepCopy().put("version", version));
        }
        var state = pipeline.engine().state();
        var name = account.name(state.name());
        var definition = state.definitions().get(version);
        if (definition == null) {
            throw new ServiceException(
                    "PipelineVersionNotFoundException",
                    "Version " + version + " of the pipeline '" + name + "' is not kept. The newest is "
                            + state.version() + ".");
        }
        return DeclarationDefaults.fill(PipelineWriter.write(name, version, definition));
    }
}
