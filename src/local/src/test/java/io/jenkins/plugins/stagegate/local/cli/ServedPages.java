package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.rules.ExternalResource;
import org.junit.rules.RuleChain;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/** One {@code serve} with several pipelines, one for each test, and a person who looks at their lines in a real browser. */
final class ServedPages implements TestRule {
    final Project project = new Project();
    final Chromium browser = new Chromium();
    private final Map<String, String> definitions = new LinkedHashMap<>();
    private String address;
    private String key;

    /** Takes in a pipeline with these stages behind its source. */
    ServedPages with(String pipeline, String... stages) {
        definitions.put(pipeline, Project.definition(stages));
        return this;
    }

    /** Without a browser there is no need for a server. */
    @Override
    public Statement apply(Statement base, Description description) {
        var server = new ExternalResource() {
            @Override
            protected void before() throws Throwable {
                serve();
            }
        };
        return RuleChain.outerRule(browser).around(project).around(server).apply(base, description);
    }

    private void serve() throws Exception {
        var arguments = new ArrayList<>(List.of("serve", "--port", "0"));
        for (var entry : definitions.entrySet()) {
            var file = "Jenkinsfile." + entry.getKey();
            project.commit(file, entry.getValue());
            arguments.add(file);
        }
        var said = project.start(arguments.toArray(String[]::new)).says("key=").text();
        address = said.replaceAll("(?s).*Open (http://[^/]+/).*", "$1");
        key = said.replaceAll("(?s).*key=(\\S+).*", "$1");
    }

    /** Opens the line of a pipeline in light, and waits until it is drawn. */
    void look(String pipeline) {
        browser.prefers("light");
        browser.open(address + "pipelines/" + pipeline + "/?key=" + key, "en");
        browser.sees(".fresh", "Live");
    }

    /** Releases what is committed, by the button for it. */
    void start() {
        browser.click(".head .start");
        browser.click("dialog button.primary");
        browser.seesNo("dialog[open]");
    }

    /** Nothing to complain of in the console, and nothing for axe, in light and in dark. */
    void assertClean(String picture) throws IOException {
        assertThat(browser.consoleErrors()).as("in the console").isEmpty();
        for (var scheme : List.of("light", "dark")) {
            browser.prefers(scheme);
            browser.picture("served-" + picture + "-" + scheme);
            assertThat(browser.violations()).as("in " + scheme).isEmpty();
        }
        browser.prefers("light");
    }
}
