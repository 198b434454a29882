package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Items;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.stagegate.plugin.gate.FolderGates;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGate;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.logging.Level;
import javax.xml.transform.stream.StreamSource;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlForm;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LoggerRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Gates that belong to a folder or to Jenkins, and not to whoever writes the definition. */
public class FolderGatesTest {
    private static final String SHIP = "stage('Production') { deploy('Deploy') { commands 'true' } }";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final LoggerRule audit = new LoggerRule().record("io.jenkins.plugins.stagegate.audit", Level.INFO);

    private Folder shops;
    private WorkflowJob job;
    private String repository;

    @Before
    public void openShops() throws Exception {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        shops = JENKINS.createProject(Folder.class);
        repository = ShopRepository.in(folder.newFolder().toPath()).address();
        job = shops.createProject(WorkflowJob.class, "shop");
        define(SHIP);
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("editor", "lead", "ada", "bob")
                .grant(Item.CONFIGURE, Item.EXTENDED_READ, Item.BUILD)
                .everywhere()
                .to("editor", "lead")
                .grant(StageGatePermissions.CONTROL)
                .everywhere()
                .to("lead")
                .grant(StageGatePermissions.APPROVE)
                .everywhere()
                .to("ada", "bob", "editor"));
    }

    @After
    public void openJenkins() {
        StageGateSettings.get().setGates(List.of());
    }

    private void define(String stages) {
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository, stages)));
    }

    private static ImposedGate gate(String name, int required) {
        var gate = new ImposedGate(name, "Prod*");
        gate.setRequired(required);
        return gate;
    }

    private WorkflowRun started(String by) throws Exception {
        var cause = new CauseAction(new Cause.UserIdCause(by));
        return job.scheduleBuild2(0, cause).waitForStart();
    }

    private int approve(String user, String gate) throws Exception {
        return Line.of(JENKINS, job, user).approve("Production", gate).getStatusCode();
    }

    private String at(Folder where, String gate) {
        return gate + "@" + where.getFullName().replace('/', '.');
    }

    @Test
    public void guardsAStageHoweverItsNameIsCapitalised() throws Exception {
        shops.addProperty(new FolderGates(List.of(new ImposedGate("Board", "prod*"))));

        var run = started("editor");

        JENKINS.waitForMessage("Approval wanted at '" + at(shops, "Board"), run);
        run.doStop();
        JENKINS.waitForCompletion(run);
    }

    @Test
    public void keepsEveryoneOutOfTheStageUntilTwoPeopleHaveApproved() throws Exception {
        shops.addProperty(new FolderGates(List.of(gate("Board", 2))));
        var run = started("editor");
        JENKINS.waitForMessage("Approval wanted at '" + at(shops, "Board"), run);

        assertThat(approve("editor", at(shops, "Board"))).as("the starter").isEqualTo(400);
        assertThat(approve("ada", at(shops, "Board"))).isEqualTo(200);
        assertThat(approve("ada", at(shops, "Board"))).as("the same person").isEqualTo(400);
        assertThat(run.isBuilding()).isTrue();
        assertThat(approve("bob", at(shops, "Board"))).isEqualTo(200);

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
    }

    @Test
    public void holdsAnExecutionThatWasUnderWayWhenItCame() throws Exception {
        var first = Line.of(JENKINS, job, "admin");
        JENKINS.buildAndAssertSuccess(job);
        first.post(
                "transition",
                "{'stageName':'Production','transitionType':'Inbound','enabled':false,'reason':'Inventory'}");
        var run = started("editor");
        JENKINS.waitForMessage("Inventory", run);

        shops.addProperty(new FolderGates(List.of(gate("Board", 1))));
        first.post("transition", "{'stageName':'Production','transitionType':'Inbound','enabled':true}");

        JENKINS.waitForMessage("Approval wanted at '" + at(shops, "Board"), run);
        approve("ada", at(shops, "Board"));
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
    }

    @Test
    public void addsUpThoseOfAllFoldersAndOfJenkins() throws Exception {
        var inner = shops.createProject(Folder.class, "web");
        job = inner.createProject(WorkflowJob.class, "shop");
        define(SHIP);
        StageGateSettings.get().setGates(List.of(gate("Board", 1)));
        shops.addProperty(new FolderGates(List.of(gate("Board", 1))));
        inner.addProperty(new FolderGates(List.of(gate("Board", 1))));

        var run = started("editor");
        JENKINS.waitForMessage("Approval wanted at '" + at(inner, "Board"), run);

        var actions = stage("Production").get("actionStates");
        assertThat(actions)
                .extracting(action -> action.path("actionName").asText())
                .containsExactly("Board@Jenkins", at(shops, "Board"), at(inner, "Board"), "Deploy");
        assertThat(actions)
                .extracting(action -> action.path("imposedBy").asText())
                .containsExactly(
                        "Jenkins", "the folder " + shops.getFullName(), "the folder " + inner.getFullName(), "");
        for (String gate : List.of("Board@Jenkins", at(shops, "Board"), at(inner, "Board"))) {
            approve("ada", gate);
        }
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
    }

    private JsonNode stage(String name) throws Exception {
        return Line.stream(Line.of(JENKINS, job, "admin").json("state").get("stageStates"))
                .filter(stage -> stage.get("stageName").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void cannotBeImitatedByAnActionOfTheFile() throws Exception {
        shops.addProperty(new FolderGates(List.of(gate("Board", 1))));
        define("stage('Production') { approval('" + at(shops, "Board") + "') { required 1 }\n"
                + "deploy('Deploy') { commands 'true' } }");

        var run = JENKINS.buildAndAssertStatus(Result.FAILURE, job);

        JENKINS.assertLogContains("that is a gate which the folder " + shops.getFullName() + " puts in front", run);
    }

    @Test
    public void followsAJobIntoAnotherFolder() throws Exception {
        JENKINS.buildAndAssertSuccess(job);
        var guarded = JENKINS.createProject(Folder.class);
        guarded.addProperty(new FolderGates(List.of(gate("Board", 1))));

        Items.move(job, guarded);

        assertThat(stage("Production")
                        .get("actionStates")
                        .get(0)
                        .get("actionName")
                        .asText())
                .isEqualTo(at(guarded, "Board"));
    }

    @Test
    public void keepsWhatTheFormOfTheFolderSays() throws Exception {
        var gate = gate("Board", 2);
        gate.setSubmitters("release-managers, ada");
        gate.setMessage("Ship it?");
        gate.setTimeout("3d");
        gate.setNotify("email: release@example.com");
        shops.addProperty(new FolderGates(List.of(gate)));

        submit(shops, "admin");

        assertThat(gates(shops)).singleElement().satisfies(kept -> JENKINS.assertEqualDataBoundBeans(gate, kept));
    }

    @Test
    public void keepsWhatTheFormOfTheSystemSays() throws Exception {
        var gate = gate("Board", 2);
        gate.setStarterMayApprove(true);
        StageGateSettings.get().setGates(List.of(gate));

        var form = JENKINS.createWebClient().login("admin").goTo("configure").getFormByName("config");
        JENKINS.submit(form);

        assertThat(StageGateSettings.get().getGates())
                .singleElement()
                .satisfies(kept -> JENKINS.assertEqualDataBoundBeans(gate, kept));
    }

    @Test
    public void areNotShownToThoseWhoMayNotChangeThemAndStayAsTheyAre() throws Exception {
        shops.addProperty(new FolderGates(List.of(gate("Board", 1))));

        var form = submit(shops, "editor");

        assertThat(form.getTextContent()).contains("Board: Prod*", "Stage Gate / Control");
        assertThat(form.getInputsByName("_.stages")).isEmpty();
        assertThat(gates(shops)).hasSize(1);
    }

    @Test
    public void canBeAnAdministratorsForOneFolderAndFollowItWhereverItGoes() throws Exception {
        var web = shops.createProject(Folder.class, "web");
        var outside = job;
        job = web.createProject(WorkflowJob.class, "shop");
        define(SHIP);
        JENKINS.buildAndAssertSuccess(outside);
        JENKINS.buildAndAssertSuccess(job);
        var gate = gate("Board", 1);
        gate.setFolder(web.getFullName());
        StageGateSettings.get().setGates(List.of(gate));
        assertThat(firstAction(job)).isEqualTo("Board@Jenkins." + at(web));
        assertThat(firstAction(outside)).isEqualTo("Deploy");

        web.renameTo("net");
        var stores = JENKINS.createProject(Folder.class);
        web = Items.move(web, stores);
        job = (WorkflowJob) web.getItem("shop");

        assertThat(StageGateSettings.get().getGates().get(0).getFolder()).isEqualTo(stores.getFullName() + "/net");
        assertThat(stage("Production").at("/actionStates/0/imposedBy").asText())
                .isEqualTo("Jenkins, for the folder " + stores.getFullName() + "/net");
        var run = started("editor");
        JENKINS.waitForMessage("Approval wanted at 'Board@Jenkins." + at(web), run);
        assertThat(approve("ada", "Board@Jenkins." + at(web))).isEqualTo(200);
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
    }

    private static String at(Folder where) {
        return where.getFullName().replace('/', '.');
    }

    private String firstAction(WorkflowJob of) throws Exception {
        var before = job;
        try {
            job = of;
            return stage("Production")
                    .get("actionStates")
                    .get(0)
                    .get("actionName")
                    .asText();
        } finally {
            job = before;
        }
    }

    @Test
    public void canBeTakenAwayByThoseWhoControlTheFolder() throws Exception {
        shops.addProperty(new FolderGates(List.of(gate("Board", 1))));
        replaceByXml("lead");
        assertThat(gates(shops)).isEmpty();
        JENKINS.buildAndAssertSuccess(job);
    }

    @Test
    public void changesOfThemAreInTheAuditLog() throws Exception {
        audit.capture(10);
        shops.addProperty(new FolderGates(List.of(gate("Board", 2))));
        replaceByXml("editor");
        replaceByXml("lead");
        StageGateSettings.get().setGates(List.of(gate("Owners", 1)));

        assertThat(audit.getMessages())
                .containsExactly(
                        "SYSTEM on " + shops.getFullName()
                                + ": changed the gates from [] to [Board in front of Prod* needs 2]",
                        "lead on " + shops.getFullName()
                                + ": changed the gates from [Board in front of Prod* needs 2] to []",
                        "SYSTEM on Jenkins: changed the gates from [] to [Owners in front of Prod* needs 1]");
    }

    @Test
    public void arePutBackIfSomebodyElseTakesThemOutOfTheFile() throws Exception {
        shops.addProperty(new FolderGates(List.of(gate("Board", 1))));

        replaceByXml("editor");

        assertThat(gates(shops)).hasSize(1);
        assertThat(shops.getConfigFile().asString()).contains("<name>Board</name>");
    }

    @Test
    public void areNotAddedBySomebodyElseEither() throws Exception {
        shops.addProperty(new FolderGates(List.of(gate("Board", 1))));
        var withGate = shops.getConfigFile().asString();
        shops.getProperties().remove(FolderGates.class);

        try (var editor = ACL.as2(User.getById("editor", true).impersonate2())) {
            assertThat(editor).isNotNull();
            shops.updateByXml(new StreamSource(new ByteArrayInputStream(withGate.getBytes(StandardCharsets.UTF_8))));
        }

        assertThat(gates(shops)).isEmpty();
    }

    @Test
    public void comeFromConfigurationAsCodeAndGoBackIntoIt() throws Exception {
        var file = folder.newFile("jenkins.yaml").toPath();
        Files.writeString(
                file,
                """
                unclassified:
                  stageGate:
                    gates:
                    - name: "Board"
                      stages: "prod*"
                      submitters: "release-managers"
                      required: 2
                """);

        ConfigurationAsCode.get().configure(file.toString());

        assertThat(StageGateSettings.get().getGates()).singleElement().satisfies(gate -> {
            assertThat(gate.getStages()).isEqualTo("prod*");
            assertThat(gate.getRequired()).isEqualTo(2);
            assertThat(gate.isStarterMayApprove()).isFalse();
        });
        var out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("gates:", "name: \"Board\"", "stages: \"prod*\"", "required: 2");
    }

    private static List<ImposedGate> gates(Folder where) {
        var property = where.getProperties().get(FolderGates.class);
        return property == null ? List.of() : property.getGates();
    }

    private void replaceByXml(String user) throws Exception {
        var bare = shops.getConfigFile().asString().replaceAll("(?s)<properties>.*</properties>", "<properties/>");
        try (var somebody = ACL.as2(User.getById(user, true).impersonate2())) {
            assertThat(somebody).isNotNull();
            shops.updateByXml(new StreamSource(new ByteArrayInputStream(bare.getBytes(StandardCharsets.UTF_8))));
        }
    }

    private HtmlForm submit(Folder where, String user) throws Exception {
        var form = JENKINS.createWebClient()
                .login(user)
                .getPage(where, "configure")
                .getFormByName("config");
        JENKINS.submit(form);
        return form;
    }
}
