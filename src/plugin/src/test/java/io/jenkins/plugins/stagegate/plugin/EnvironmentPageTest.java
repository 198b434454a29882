package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** The environment of an action is what docs/jenkins.md says it is. */
public class EnvironmentPageTest {
    private static final Path PAGE = Path.of("../../docs/jenkins.md");
    private static final Pattern TOLD =
            Pattern.compile("(BUILD|JOB|STAGE_GATE|NODE|WORKSPACE|EXECUTOR|JENKINS_URL|RUN).*");
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Za-z_<>]+)`");

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void anActionOnAnAgentSeesWhatThePageSaysAndNothingElseOfItsKind() throws Exception {
        JENKINS.createOnlineSlave(Label.get("linux"));
        var file = folder.getRoot().toPath().resolve("environment");
        var job = JENKINS.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(
                ShopRepository.in(folder.newFolder("shop").toPath()).address(),
                """
                stage('Build') {
                    build('Package') {
                        agent 'linux'
                        input 'AppSource'
                        environment TARGET: 'jar'
                        commands 'env > "%s"', 'echo "#{App.CommitId}"'
                        exports 'VERSION'
                    }
                }
                """
                        .formatted(file))));

        var run = JENKINS.buildAndAssertSuccess(job);

        var seen = environment(file);
        var told = NAME.matcher(section())
                .results()
                .map(name -> name.group(1))
                .distinct()
                .toList();
        assertThat(seen.keySet().stream()
                        .filter(name -> TOLD.matcher(name).matches())
                        .filter(name -> !System.getenv().containsKey(name)))
                .as("seen, but not on the page")
                .allMatch(name -> told.stream().anyMatch(one -> covers(one, name)));
        assertThat(told).as("on the page, but not seen").allMatch(one -> seen.keySet().stream()
                .anyMatch(name -> covers(one, name)));
        assertThat(seen)
                .containsEntry("STAGE_GATE_PIPELINE", "shop")
                .containsEntry("STAGE_GATE_EXECUTION_NUMBER", "1")
                .containsEntry("STAGE_GATE_STAGE", "Build")
                .containsEntry("STAGE_GATE_ACTION", "Package")
                .containsEntry("STAGE_GATE_ATTEMPT", "1")
                .containsEntry("STAGE_GATE_INPUT_AppSource", seen.get("WORKSPACE"))
                .containsEntry("TARGET", "jar")
                .containsEntry("BUILD_NUMBER", "1")
                .containsEntry("BUILD_URL", JENKINS.getURL() + run.getUrl())
                .containsEntry("JOB_NAME", "shop");
        assertThat(seen.get("STAGE_GATE_VAR_App_CommitId")).hasSize(40);
        assertThat(Path.of(seen.get("STAGE_GATE_EXPORTS"))).isAbsolute();
    }

    private static boolean covers(String told, String name) {
        var pattern = told.replaceAll("<[a-z]+>", "[A-Za-z0-9_]+");
        return name.matches(pattern);
    }

    private static String section() throws Exception {
        var page = Files.readString(PAGE);
        int begin = page.indexOf("\n## Environment\n");
        return page.substring(begin, page.indexOf("\n## ", begin + 1));
    }

    private static Map<String, String> environment(Path file) throws Exception {
        var found = new TreeMap<String, String>();
        for (String line : List.copyOf(Files.readAllLines(file))) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                found.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return found;
    }
}
