package io.jenkins.plugins.stagegate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/** The release on Flowable, with its own defaults but for the threads of timers, which it does not need here. */
record FlowableReleases(ProcessEngine engine, Database database) implements Releases {
    static FlowableReleases open(Path folder, boolean durable) throws Exception {
        var database = Database.open(folder, durable);
        var engine = new StandaloneProcessEngineConfiguration()
                .setJdbcUrl(database.url())
                .setJdbcDriver("org.h2.Driver")
                .setJdbcUsername("sa")
                .setJdbcPassword("")
                .setDatabaseSchemaUpdate("true")
                .setAsyncExecutorActivate(false)
                .buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addInputStream("release.bpmn20.xml", Releases.class.getResourceAsStream("release.bpmn20.xml"))
                .deploy();
        return new FlowableReleases(engine, database);
    }

    @Override
    public void pass() throws Exception {
        var runtime = engine.getRuntimeService();
        var id = runtime.startProcessInstanceByKey("release", Map.of("by", "bob"))
                .getId();
        database.stepped();
        finish(id, "App", Map.of("CommitId", "4f8d1c0b2a3e5f60718293a4b5c6d7e8f9012345", "BranchName", "main"));
        finish(id, "Package", Map.of("VERSION", "1.4.2"));
        finish(id, "Lint", Map.of());
        var tasks = engine.getTaskService();
        tasks.complete(
                tasks.createTaskQuery().processInstanceId(id).singleResult().getId(), Map.of("approved", true));
        database.stepped();
        finish(id, "Deploy", Map.of());
    }

    private void finish(String id, String action, Map<String, Object> variables) throws Exception {
        var runtime = engine.getRuntimeService();
        var waiting = runtime.createExecutionQuery()
                .processInstanceId(id)
                .activityId(action)
                .singleResult();
        runtime.trigger(waiting.getId(), variables);
        database.stepped();
    }

    @Override
    public void flush() throws Exception {
        database.flush();
    }

    @Override
    public void close() throws IOException {
        engine.close();
        database.close();
    }
}
