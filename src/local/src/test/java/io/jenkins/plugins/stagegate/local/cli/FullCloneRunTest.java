package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jgit.api.Git;
import org.junit.Rule;
import org.junit.Test;

/** Actions that ask git itself about what was taken. */
public class FullCloneRunTest {
    @Rule
    public final Project project = new Project();

    @Test
    public void anActionAsksGitForTagsAndCommitsOfTheRepositoryThatWasTaken() throws Exception {
        project.commit("price.txt", "100");
        try (var git = Git.open(project.folder().toFile())) {
            git.tag().setName("v1.4").setMessage("v1.4").setSigned(false).call();
        }
        var commit = project.commit(
                "Jenkinsfile",
                """
                releasePipeline {
                    stages {
                        stage('Source') {
                            actionGroup {
                                source('Own') { scm fullClone: true; output 'Own' }
                                source('Named') { git url: '.', branch: 'main', fullClone: true; output 'Named', files: '*.txt' }
                                source('Plain') { scm(); output 'Plain' }
                            }
                        }
                        stage('Build') {
                            build('Describe') {
                                input 'Own'
                                commands 'git describe --tags --dirty > version', 'cp version "$PROJECT/version"',
                                    'git log --format=%H -1 > "$PROJECT/head"'
                                output 'Version', files: '**'
                            }
                            build('Branch') { input 'Named'; commands 'git branch --show-current > "$PROJECT/branch"' }
                        }
                        stage('Later') {
                            build('Plain') { input 'Plain'; commands 'test ! -e .git', 'test -e price.txt' }
                            build('Between') { input 'Version'; commands 'test ! -e .git', 'test -e version' }
                        }
                    }
                }
                """);

        var run = project.start("run");

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(project.written("version")).isEqualTo("v1.4-1-g" + commit.substring(0, 7) + "\n");
        assertThat(project.written("head")).isEqualTo(commit + "\n");
        assertThat(project.written("branch")).isEqualTo("main\n");
    }
}
