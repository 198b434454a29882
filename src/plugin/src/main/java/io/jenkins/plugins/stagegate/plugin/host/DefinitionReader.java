package io.jenkins.plugins.stagegate.plugin.host;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import io.jenkins.plugins.stagegate.codepipeline.DeclarationText;
import io.jenkins.plugins.stagegate.codepipeline.SecretSettings;
import io.jenkins.plugins.stagegate.codepipeline.ServiceException;
import io.jenkins.plugins.stagegate.codepipeline.declaration.Declaration;
import io.jenkins.plugins.stagegate.codepipeline.declaration.Performances;
import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Problem;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.model.Gates;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionText;
import io.jenkins.plugins.stagegate.plugin.notify.ApprovalNotifier;
import io.jenkins.plugins.stagegate.plugin.notify.NotifierCheck;
import io.jenkins.plugins.stagegate.plugin.provider.ProviderCheck;
import io.jenkins.plugins.stagegate.plugin.provider.RuleProvider;
import io.jenkins.plugins.stagegate.plugin.provider.WorkerTypes;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.plugin.steps.StepCheck;
import io.jenkins.plugins.stagegate.validation.Surroundings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads definitions, or says what is wrong with them. */
public final class DefinitionReader {
    private DefinitionReader() {}

    /**
     * Reads a definition whole, and holds its steps, providers and notifiers against those that are installed.
     *
     * @param imposed the gates whose names it cannot use for actions of its own
     * @throws AbortException if it has problems; the message shows each of them with its line and carets. Those of a {@code
     *     Jenkinsfile} come as a {@link RefusedDefinitionException}
     */
    public static Pipeline read(DefinitionText definition, Gates imposed) throws AbortException {
        if (DeclarationText.is(definition.text())) {
            var declaration = json(definition);
            requireNoSecrets(definition, declaration);
            return declaration.pipeline();
        }
        var reading = Definition.read(definition.fileName(), definition.text(), surroundings(imposed));
        if (reading instanceof Reading.Refused refused) {
            throw refused(refused.problems(), definition);
        }
        var read = (Reading.Read) reading;
        var problems = Stream.of(
                        StepCheck.of(read.pipeline(), read.positions()),
                        ProviderCheck.of(read.pipeline(), read.positions()),
                        NotifierCheck.of(read.pipeline(), read.positions()))
                .flatMap(List::stream)
                .sorted()
                .toList();
        if (!problems.isEmpty()) {
            throw refused(problems, definition);
        }
        return read.pipeline();
    }

    /** Reads a definition that was accepted before. */
    static Pipeline readAgain(DefinitionText definition) throws AbortException {
        if (DeclarationText.is(definition.text())) {
            return json(definition).pipeline();
        }
        var reading = Definition.read(definition.fileName(), definition.text(), surroundings(Gates.NONE));
        if (reading instanceof Reading.Refused refused) {
            throw refused(refused.problems(), definition);
        }
        return ((Reading.Read) reading).pipeline();
    }

    private static Surroundings surroundings(Gates imposed) {
        return new Surroundings(imposed, RuleProvider.names(), ApprovalNotifier.channels());
    }

    /** CodePipeline's JSON word for word, if the definition is given in it. */
    static Optional<ObjectNode> declaration(DefinitionText definition) throws AbortException {
        return DeclarationText.is(definition.text())
                ? Optional.of(json(definition).document())
                : Optional.empty();
    }

    /** What performs each action of a definition in CodePipeline's JSON, one line each; nothing for a {@code Jenkinsfile}. */
    public static List<String> performances(DefinitionText definition) throws AbortException {
        return DeclarationText.is(definition.text()) ? Performances.of(json(definition)) : List.of();
    }

    private static Declaration json(DefinitionText definition) throws AbortException {
        try {
            return DeclarationText.read(
                    definition.text(), StageGateSettings.get().performers());
        } catch (ServiceException e) {
            throw new AbortException(definition.fileName() + ": " + e.getMessage());
        }
    }

    private static void requireNoSecrets(DefinitionText definition, Declaration declaration) throws AbortException {
        try {
            var plain = WorkerTypes.secrets().plain(declaration.document());
            if (!plain.isEmpty()) {
                throw new AbortException(definition.fileName() + ": " + SecretSettings.refusal(plain));
            }
        } catch (AbortException e) {
            throw e;
        } catch (IOException e) {
            throw new AbortException(e.getMessage());
        }
    }

    private static AbortException refused(List<Problem> problems, DefinitionText definition) {
        return new RefusedDefinitionException(problems, definition.text());
    }
}
