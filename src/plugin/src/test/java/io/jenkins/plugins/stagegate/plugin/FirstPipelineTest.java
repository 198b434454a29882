package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** The first pipeline of docs/jenkins.md, as it stands there but for the repository, writes the log that stands there. */
public class FirstPipelineTest {
    private static final Path PAGE = Path.of("../../docs/jenkins.md");
    private static final String REPOSITORY = "https://github.com/octocat/Hello-World.git";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void writesTheLogThatThePageShows() throws Exception {
        var page = Files.readString(PAGE);
        var section = page.substring(page.indexOf("## Your first pipeline"), page.indexOf("## Definitions"));
        var repository = ShopRepository.in(folder.newFolder("shop").toPath(), "Merge pull request #6\n\nNew line.");
        var job = jenkins.createProject(WorkflowJob.class, "first");
        job.setDefinition(
                new ReleasePipelineDefinition(block(section, "groovy").replace(REPOSITORY, repository.address())));

        var run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Approval wanted at 'ShipIt'", run);
        Line.of(jenkins, job).approve("Approve", "ShipIt");
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));

        assertThat(JenkinsRule.getLog(run))
                .containsPattern(lines(block(section, "text").replace(REPOSITORY, repository.address())));
    }

    private static String block(String text, String kind) {
        var begin = text.indexOf("```" + kind + "\n") + kind.length() + 4;
        return text.substring(begin, text.indexOf("```", begin));
    }

    /** The lines one after the other, whatever stands between them, and anything where the page has an ellipsis. */
    private static Pattern lines(String shown) {
        var pattern = new StringBuilder("(?m)");
        shown.lines().forEach(line -> pattern.append("^\\Q")
                .append(line.replace("…", "\\E.*\\Q"))
                .append("\\E$(?s:.*)"));
        return Pattern.compile(pattern.toString());
    }
}
