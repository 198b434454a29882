package io.jenkins.plugins.stagegate.plugin.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.util.Secret;
import io.jenkins.plugins.stagegate.codepipeline.Account;
import io.jenkins.plugins.stagegate.codepipeline.KeptSecrets;
import io.jenkins.plugins.stagegate.codepipeline.Registry;
import io.jenkins.plugins.stagegate.codepipeline.ServedPipeline;
import io.jenkins.plugins.stagegate.codepipeline.ServiceException;
import io.jenkins.plugins.stagegate.plugin.host.JobBundles;
import io.jenkins.plugins.stagegate.plugin.host.KeptPipeline;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import io.jenkins.plugins.stagegate.plugin.provider.WorkerTypes;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import io.jenkins.plugins.stagegate.plugin.web.WebAddress;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.worker.ActionTypes;
import io.jenkins.plugins.stagegate.worker.JobBoard;
import io.jenkins.plugins.stagegate.worker.WorkerBundles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jenkins.model.Jenkins;
import jenkins.security.HMACConfidentialKey;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** All release pipelines of this Jenkins, as far as the owner of the current request's key may see them. */
final class JenkinsAccount implements Account {
    private final Registry registry;
    private final ActionTypes types;
    private static final HMACConfidentialKey TOKENS = new HMACConfidentialKey(JenkinsAccount.class, "jobs");

    /** Secrets of webhooks and of settings are as safe as Jenkins' own. */
    private static final Registry.Seal SEALED = new Registry.Seal() {
        @Override
        public String close(String text) {
            return Secret.fromString(text).getEncryptedValue();
        }

        @Override
        public String open(String text) throws IOException {
            return Optional.ofNullable(Secret.decrypt(text))
                    .map(Secret::getPlainText)
                    .orElseThrow(() -> new IOException(Messages.JenkinsAccount_otherJenkins()));
        }
    };

    private final WorkerBundles bundles = new JobBundles();
    private final JobBoard jobs;

    /** @param folder where that is kept which belongs to no pipeline */
    JenkinsAccount(Path folder) throws IOException {
        Files.createDirectories(folder);
        this.registry = Registry.open(folder.resolve("account.json"), SEALED);
        this.types = WorkerTypes.get();
        this.jobs =
                new JobBoard(types, JenkinsAccount::workable, Pipelines.get().clock(), () -> UUID.randomUUID()
                        .toString());
    }

    private static Collection<PipelineEngine> workable() {
        return Pipelines.get().atWork().stream()
                .filter(pipeline -> pipeline.job().hasPermission(StageGatePermissions.WORK))
                .flatMap(pipeline -> pipeline.engineAtWork().stream())
                .toList();
    }

    @Override
    public SortedSet<String> names() {
        var names = new TreeSet<String>();
        visible().forEach(job -> names.add(name(job.getFullName())));
        return names;
    }

    private static Stream<WorkflowJob> visible() {
        return StreamSupport.stream(Jenkins.get().allItems(WorkflowJob.class).spliterator(), false)
                .filter(JenkinsAccount::isPipeline);
    }

    private static boolean isPipeline(WorkflowJob job) {
        return job.getDefinition() instanceof ReleaseDefinition;
    }

    /** As for every page of a job: who may not read it does not learn of it, unless they may discover it. */
    private static Optional<WorkflowJob> job(String name) {
        if (PipelineNames.isCut(name)) {
            return visible()
                    .filter(job -> PipelineNames.of(job.getFullName()).equals(name))
                    .findFirst();
        }
        return PipelineNames.fullName(name)
                .map(fullName -> Jenkins.get().getItemByFullName(fullName, WorkflowJob.class))
                .filter(JenkinsAccount::isPipeline);
    }

    @Override
    public Optional<ServedPipeline> pipeline(String name) {
        return job(name).map(job -> {
            try {
                return new ServedJob(Pipelines.get().of(job));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public String name(String pipeline) {
        return PipelineNames.of(pipeline);
    }

    @Override
    public boolean shows(String pipeline) {
        return job(pipeline).isPresent();
    }

    @Override
    public void requireControl() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    }

    @Override
    public boolean controls() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    @Override
    public Registry registry() {
        return registry;
    }

    @Override
    public ActionTypes actionTypes() {
        return types;
    }

    @Override
    public JobBoard jobs() {
        return jobs;
    }

    @Override
    public WorkerBundles bundles() {
        return bundles;
    }

    @Override
    public String token(String job) {
        return TOKENS.mac(job);
    }

    @Override
    public Optional<String> secret(String pipeline, String id) {
        return Optional.ofNullable(Jenkins.get().getItemByFullName(pipeline, WorkflowJob.class))
                .flatMap(job -> WebAddress.secret(id, Optional.of(job)))
                .map(Secret::getPlainText);
    }

    @Override
    public String secretMissing(String id) {
        return Messages.JenkinsAccount_secretMissing();
    }

    @Override
    public Optional<KeptSecrets> keptSecrets(String pipeline) {
        return Optional.ofNullable(Jenkins.get().getItemByFullName(pipeline, WorkflowJob.class))
                .map(JenkinsAccount::keptSecrets);
    }

    /** They are in the job's folder: renamed, moved and deleted with it, and of no use to a copy. */
    static KeptSecrets keptSecrets(WorkflowJob job) {
        return new KeptSecrets(new KeptPipeline(job).secrets(), SEALED);
    }

    @Override
    public String webhookUrl(String address) {
        return Objects.toString(Jenkins.get().getRootUrl(), "/")
                + WireAction.URL
                + "/"
                + WireAction.WEBHOOKS
                + "/"
                + address;
    }

    @Override
    public void create(String name, ObjectNode declaration) throws ServiceException, IOException {
        var fullName = PipelineNames.fullName(name)
                .orElseThrow(() -> new ServiceException(
                        "InvalidStructureException", Messages.JenkinsAccount_noName(name, PipelineNames.of("a/b"))));
        JobDeclaration.create(fullName, declaration);
    }

    @Override
    public void delete(String name) throws ServiceException, IOException {
        var job = job(name);
        if (job.isPresent()) {
            JobDeclaration.delete(job.get());
        }
    }
}
