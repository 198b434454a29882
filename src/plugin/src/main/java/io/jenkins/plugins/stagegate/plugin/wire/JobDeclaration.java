package io.jenkins.plugins.stagegate.plugin.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.listeners.ItemListener;
import hudson.security.AccessControlled;
import io.jenkins.plugins.stagegate.codepipeline.DeclarationText;
import io.jenkins.plugins.stagegate.codepipeline.ServiceException;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.provider.WorkerTypes;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.io.IOException;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.model.ModifiableTopLevelItemGroup;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Pipeline jobs whose definition is CodePipeline's JSON in the job itself. */
final class JobDeclaration {
    private static final String IN_USE = "PipelineNameInUseException";

    private JobDeclaration() {}

    /** Makes a job, if the caller may make one there. */
    static void create(String fullName, ObjectNode document) throws ServiceException, IOException {
        DeclarationText.read(document, StageGateSettings.get().performers());
        int slash = fullName.lastIndexOf('/');
        var name = fullName.substring(slash + 1);
        var group = group(fullName.substring(0, Math.max(0, slash)))
                .orElseThrow(() -> new ServiceException(
                        "InvalidStructureException",
                        Messages.JobDeclaration_noFolder(fullName, PipelineNames.of("a/b"))));
        try {
            var type = Jenkins.get().getDescriptorByType(WorkflowJob.DescriptorImpl.class);
            ((AccessControlled) group).checkPermission(Item.CREATE);
            ((AccessControlled) group).getACL().checkCreatePermission(group, type);
            type.checkApplicableIn(group);
            Jenkins.checkGoodName(name);
            var job = (WorkflowJob) group.createProject(type, name, false);
            WorkerTypes.secrets().keep(document, JenkinsAccount.keptSecrets(job));
            job.setDefinition(new ReleasePipelineDefinition(document.toPrettyString()));
            job.save();
            ItemListener.fireOnCreated(job);
        } catch (IllegalArgumentException | Failure e) {
            throw new ServiceException(IN_USE, Messages.JobDeclaration_nameRefused(fullName, e.getMessage()));
        }
    }

    private static Optional<ModifiableTopLevelItemGroup> group(String fullName) {
        ItemGroup<?> group = fullName.isEmpty()
                ? Jenkins.get()
                : Jenkins.get().getItemByFullName(fullName) instanceof ItemGroup<?> found ? found : null;
        return group instanceof ModifiableTopLevelItemGroup modifiable ? Optional.of(modifiable) : Optional.empty();
    }

    /** Replaces what the job says, if the job itself says it. */
    static void update(WorkflowJob job, ObjectNode document) throws ServiceException, IOException {
        job.checkPermission(Item.CONFIGURE);
        requireOwn(job);
        DeclarationText.read(document, StageGateSettings.get().performers());
        WorkerTypes.secrets().keep(document, JenkinsAccount.keptSecrets(job));
        job.setDefinition(new ReleasePipelineDefinition(document.toPrettyString()));
        job.save();
        ItemListener.fireOnUpdated(job);
    }

    /** Deletes the job. */
    static void delete(WorkflowJob job) throws ServiceException, IOException {
        job.checkPermission(Item.DELETE);
        requireOwn(job);
        try {
            job.delete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void requireOwn(WorkflowJob job) throws ServiceException {
        boolean own = job.getDefinition() instanceof ReleasePipelineDefinition definition
                && DeclarationText.is(definition.getScript());
        if (!own) {
            throw new ServiceException("ValidationException", Messages.JobDeclaration_notOurs(job.getFullName()));
        }
    }
}
