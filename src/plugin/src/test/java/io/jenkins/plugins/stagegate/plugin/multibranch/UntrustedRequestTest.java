package io.jenkins.plugins.stagegate.plugin.multibranch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.TaskListener;
import hudson.plugins.git.GitSCM;
import hudson.scm.SCM;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jenkins.branch.BranchSource;
import jenkins.plugins.git.AbstractGitSCMSource.SCMRevisionImpl;
import jenkins.plugins.git.GitBranchSCMHead;
import jenkins.plugins.git.GitSCMBuilder;
import jenkins.plugins.git.GitSCMSource;
import jenkins.plugins.git.traits.BranchDiscoveryTrait;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMHeadEvent;
import jenkins.scm.api.SCMHeadObserver;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.SCMSourceCriteria;
import jenkins.scm.api.SCMSourceDescriptor;
import org.eclipse.jgit.api.Git;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** The pull request of somebody whom nobody trusts: it changes the sources, and the definition beside them. */
public class UntrustedRequestTest {
    private static final String REQUEST = "PR-7";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final FlagRule<Boolean> LOCAL_CHECKOUT =
            new FlagRule<>(() -> GitSCM.ALLOW_LOCAL_CHECKOUT, value -> GitSCM.ALLOW_LOCAL_CHECKOUT = value, true);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path files;
    private ShopRepository repository;
    private WorkflowMultiBranchProject project;

    @Before
    public void propose() throws Exception {
        files = folder.newFolder("shop").toPath();
        repository = ShopRepository.in(files);
        repository.commit("Jenkinsfile", pipeline("as we say"), "Release");
        try (var git = Git.open(files.toFile())) {
            git.checkout().setCreateBranch(true).setName(REQUEST).call();
        }
        repository.commit("price.txt", "1\n", "Make it cheap");
        project = JENKINS.createProject(WorkflowMultiBranchProject.class);
        project.setProjectFactory(new ReleaseBranchFactory());
    }

    @Test
    public void isPerformedByTheTrustedDefinitionAndWithItsOwnSources() throws Exception {
        repository.commit("Jenkinsfile", pipeline("as I say"), "Take over");

        var run = build(new WithFiles(repository.address()));

        JENKINS.assertLogContains("as we say, price 1", run);
        JENKINS.assertLogNotContains("as I say", run);
        JENKINS.assertLogContains("PR-7 comes from somebody whose changes are not trusted", run);
        JENKINS.assertLogContains("What PR-7 changes in Jenkinsfile has no effect", run);
    }

    @Test
    public void hearsNothingOfADefinitionThatItDidNotChange() throws Exception {
        var run = build(new WithFiles(repository.address()));

        JENKINS.assertLogContains("as we say, price 1", run);
        JENKINS.assertLogNotContains("has no effect", run);
    }

    @Test
    public void isPerformedByTheTrustedDefinitionWhereNoFileCanBeReadAlone() throws Exception {
        repository.commit("Jenkinsfile", pipeline("as I say"), "Take over");

        var run = build(new WithoutFiles(files, repository.address()));

        JENKINS.assertLogContains("as we say, price 1", run);
        JENKINS.assertLogNotContains("as I say", run);
        JENKINS.assertLogContains("PR-7 comes from somebody whose changes are not trusted", run);
    }

    private WorkflowRun build(SCMSource source) throws Exception {
        project.getSourcesList().add(new BranchSource(source));
        BranchVerdicts.scan(JENKINS, project);
        return JENKINS.assertBuildStatusSuccess(
                JENKINS.waitForCompletion(project.getItem(REQUEST).getBuildByNumber(1)));
    }

    private static String pipeline(String words) {
        return """
                releasePipeline {
                    stages {
                        stage('Source') { source('App') { scm(); output 'AppSource' } }
                        stage('Build') { build('Say') { input 'AppSource'; commands 'echo "%s, price $(cat price.txt)"' } }
                    }
                }
                """
                .formatted(words);
    }

    /** Trusts what is on {@code main}. */
    public static final class WithFiles extends GitSCMSource {
        WithFiles(String remote) {
            super(remote);
            setTraits(List.of(new BranchDiscoveryTrait()));
        }

        @NonNull
        @Override
        public SCMRevision getTrustedRevision(@NonNull SCMRevision revision, @NonNull TaskListener listener)
                throws IOException, InterruptedException {
            return fetch(new GitBranchSCMHead("main"), listener);
        }

        @TestExtension
        public static final class Kind extends SCMSourceDescriptor {}
    }

    /** The same, of a provider whose files Jenkins cannot read one by one, and whose requests are checked out of the fork. */
    public static final class WithoutFiles extends SCMSource {
        private final String files;
        private final String remote;

        WithoutFiles(Path files, String remote) {
            this.files = files.toString();
            this.remote = remote;
        }

        @Override
        protected void retrieve(
                @CheckForNull SCMSourceCriteria criteria,
                @NonNull SCMHeadObserver observer,
                @CheckForNull SCMHeadEvent<?> event,
                @NonNull TaskListener listener)
                throws IOException, InterruptedException {
            for (String name : List.of("main", REQUEST)) {
                observer.observe(new GitBranchSCMHead(name), newest(name));
            }
        }

        private SCMRevision newest(String name) throws IOException {
            try (var git = Git.open(new File(files))) {
                return new SCMRevisionImpl(
                        new GitBranchSCMHead(name),
                        git.getRepository().resolve("refs/heads/" + name).name());
            }
        }

        @NonNull
        @Override
        public SCMRevision getTrustedRevision(@NonNull SCMRevision revision, @NonNull TaskListener listener)
                throws IOException {
            return newest("main");
        }

        @NonNull
        @Override
        public SCM build(@NonNull SCMHead head, @CheckForNull SCMRevision revision) {
            return new GitSCMBuilder<>(head, revision, remote, null)
                    .withRefSpec("+refs/heads/*:refs/remotes/@{remote}/*")
                    .build();
        }

        @TestExtension
        public static final class Kind extends SCMSourceDescriptor {}
    }
}
