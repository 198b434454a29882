package io.jenkins.plugins.stagegate.plugin.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.stagegate.plugin.event.EventFormat;
import io.jenkins.plugins.stagegate.plugin.event.EventHook;
import io.jenkins.plugins.stagegate.plugin.event.FolderEvents;
import io.jenkins.plugins.stagegate.plugin.gate.FolderGates;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGate;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.trigger.FolderHooks;
import io.jenkins.plugins.stagegate.plugin.trigger.HookSecret;
import io.jenkins.plugins.stagegate.plugin.trigger.JobHooks;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.kohsuke.stapler.DataBoundSetter;
import org.yaml.snakeyaml.Yaml;

/** All settings as code: what one writes is what one gets back. */
public class SettingsAsCodeTest {
    private static final String ALL =
            """
            unclassified:
              stageGate:
                allowedHosts: |-
                  chat.example.com
                  *.example.org
                codePipelineEndpoint: false
                eventHooks:
                - address: "https://events.example.com/stage-gate"
                  format: CLOUD_EVENTS
                  signatureId: "key"
                gates:
                - name: "Board"
                  stages: "prod*"
                  folder: "shops/web"
                  submitters: "release-managers"
                  required: 2
                  starterMayApprove: true
                  message: "Ship it?"
                  timeout: "3d"
                  remind: "1d"
                  notify: "email: release@example.com"
                hookSecrets:
                - credentialsId: "hooks"
                lookEverySeconds: 600
                performers: '{"Deploy/CodeDeploy": {"commands": ["./deploy.sh"]}}'
            """;

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @After
    public void forget() throws Exception {
        take(
                """
                unclassified:
                  stageGate:
                    allowedHosts: ""
                    codePipelineEndpoint: true
                    eventHooks: []
                    gates: []
                    hookSecrets: []
                    lookEverySeconds: 300
                    performers: ""
                """);
    }

    private void take(String yaml) throws Exception {
        var file = folder.newFile().toPath();
        var code = file.resolveSibling(file.getFileName() + ".yaml");
        Files.writeString(code, yaml);
        ConfigurationAsCode.get().configure(code.toString());
    }

    private static Map<?, ?> settings(String yaml) {
        var all = (Map<?, ?>) new Yaml().load(yaml);
        return (Map<?, ?>) ((Map<?, ?>) all.get("unclassified")).get("stageGate");
    }

    private static String exported() throws Exception {
        var out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    public void givesBackExactlyWhatItTook() throws Exception {
        take(ALL);

        assertThat(settings(exported())).isEqualTo(settings(ALL));
    }

    @Test
    public void hasEverySettingThatTheFormHas() throws Exception {
        var fields = new TreeSet<String>();
        for (PropertyDescriptor field :
                Introspector.getBeanInfo(StageGateSettings.class).getPropertyDescriptors()) {
            if (field.getWriteMethod() != null && field.getWriteMethod().isAnnotationPresent(DataBoundSetter.class)) {
                fields.add(field.getName());
            }
        }
        assertThat(settings(ALL).keySet().stream().map(String::valueOf)).containsExactlyInAnyOrderElementsOf(fields);
    }

    @Test
    public void takesWhatItGaveBackAgain() throws Exception {
        take(ALL);
        var first = exported();

        take("unclassified:\n  stageGate:\n" + new Yaml().dump(settings(first)).indent(4));

        assertThat(settings(exported())).isEqualTo(settings(first));
    }

    @Test
    public void refusesWhatMakesNoSenseAndKeepsWhatWas() throws Exception {
        take(ALL);
        for (String wrong : List.of(
                "gates: [{name: 'No name', stages: 'prod*'}]",
                "gates: [{name: 'Board', stages: 'prod*', folder: 'shops/../web'}]",
                "performers: '['")) {
            assertThatThrownBy(() -> take("unclassified:\n  stageGate:\n    " + wrong + "\n"))
                    .as(wrong)
                    .isNotNull();
        }
        assertThat(settings(exported())).isEqualTo(settings(ALL));
    }

    @Test
    public void goThroughThePartsThatOtherPluginsWriteJobsWith() throws Exception {
        var gate = new ImposedGate("Board", "prod*");
        gate.setRequired(2);
        gate.setSubmitters("release-managers");
        var hook = new EventHook("https://events.example.com/x");
        hook.setFormat(EventFormat.CLOUD_EVENTS);
        same("stageGates", new FolderGates(List.of(gate)));
        same("stageGateEvents", new FolderEvents(List.of(hook)));
        same("stageGateHooks", new FolderHooks(List.of(new HookSecret("hooks"))));
        same("stageGateHooks", new JobHooks(List.of(new HookSecret("hooks"))));
        same("releasePipeline", new ReleasePipelineDefinition("releasePipeline { }"));
    }

    private static void same(String symbol, Describable<?> object) throws Exception {
        var said = UninstantiatedDescribable.from(object);
        assertThat(said.getSymbol()).as(object.toString()).isEqualTo(symbol);
        var again = new DescribableModel<>(object.getClass()).instantiate(said.getArguments(), null);
        JENKINS.assertEqualDataBoundBeans(object, again);
    }

    @Test
    public void allThatOneCanConfigureHasASymbol() {
        for (Descriptor<?> descriptor : JENKINS.jenkins.getExtensionList(Descriptor.class)) {
            var type = descriptor.getClass();
            if (type.getName().startsWith("io.jenkins.plugins.stagegate.plugin.")
                    && !(descriptor instanceof StepDescriptor) // Those that are for actions alone nobody writes.
                    && Arrays.stream(descriptor.clazz.getConstructors())
                            .anyMatch(one -> one.isAnnotationPresent(org.kohsuke.stapler.DataBoundConstructor.class))) {
                assertThat(org.jenkinsci.plugins.structs.SymbolLookup.getSymbolValue(type))
                        .as(type.getName())
                        .isNotEmpty();
            }
        }
    }

    @Test
    public void aGateOfAFolderIsForThatFolder() throws Exception {
        var gate = new ImposedGate("Board", "prod*");
        gate.setFolder("other");
        assertThatThrownBy(() -> new FolderGates(List.of(gate)))
                .hasMessageContaining("A gate of a folder is for that folder");
        var shops = JENKINS.createProject(Folder.class);
        var form = JENKINS.createWebClient().getPage(shops, "configure").getFormByName("config");
        assertThat(form.getInputsByName("_.folder")).isEmpty();
    }
}
