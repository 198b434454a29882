package io.jenkins.plugins.stagegate.plugin.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Result;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.host.GivenClock;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.rehearsal.Cast;
import io.jenkins.plugins.stagegate.rehearsal.Instructions;
import io.jenkins.plugins.stagegate.rehearsal.Scene;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** One scenario in one job: makes every step in Jenkins, and holds what happens against what is told. */
final class Play {
    private static final Instant TOLD_BEGINNING = Instant.parse("2026-03-02T09:00:00Z");
    /** Some years of 52 weeks: weekdays and, for a while, summer time stay where they are. */
    private static final Duration YEAR = Duration.ofDays(364);

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    private static final Instructions WORDS = new Instructions(Cast.ANY, "alice");

    private final WorkflowJob job;
    private final GivenClock clock;
    private final Map<String, Person> people;
    private final Workers workers;
    private final Path folder;
    private final Headings headings = new Headings();
    private boolean defined;
    private int told;

    Play(WorkflowJob job, GivenClock clock, Map<String, Person> people, Workers workers, Path folder) {
        this.job = job;
        this.clock = clock;
        this.people = people;
        this.workers = workers;
        this.folder = folder;
    }

    /** When scenarios begin here: on such a Monday as the story tells, but not in the past of Jenkins' own records. */
    static Instant beginning() {
        var beginning = TOLD_BEGINNING;
        while (beginning.isBefore(Instant.now())) {
            beginning = beginning.plus(YEAR);
        }
        return beginning;
    }

    void play(String story) throws Exception {
        var lines = story.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (Character.isDigit(line.charAt(0))) {
                var expected = new ArrayList<String>();
                while (i + 1 < lines.size() && lines.get(i + 1).startsWith("  ")) {
                    expected.add(here(lines.get(++i).strip()));
                }
                step(line, expected);
            } else if (line.startsWith("redefine")) {
                headings.clearStages();
                defined = false;
            } else {
                headings.read(line);
            }
        }
        assertThat(lines()).as("at the end").isEmpty();
        requireBuildsToAgree();
    }

    private void step(String line, List<String> expected) throws Exception {
        if (!defined) {
            job.setDefinition(new ReleasePipelineDefinition(headings.jenkinsfile()));
            job.save();
            ItemListener.fireOnUpdated(job);
            defined = true;
            // A story does not tell what a new definition leads to at once.
            told = Record.of(job, folder).lines().size();
        }
        var parts = line.split("\\s+", 2);
        clock.set(beginning().plus(duration(parts[0])));
        if (parts[1].equals("waiting")) {
            Eventually.of(() -> assertThat(waiting()).as(line).isEqualTo(expected));
            return;
        }
        int builds = job.getNextBuildNumber();
        var refused = perform(parts[1]);
        if (!expected.isEmpty() && expected.get(0).startsWith("refused: ")) {
            if (refused.isEmpty()) {
                requireBuildToFail(builds, line);
            } else {
                assertThat(refused).as(line).contains(expected.get(0).substring("refused: ".length()));
            }
        } else {
            assertThat(refused).as(line).isEmpty();
            Eventually.of(() -> assertThat(lines()).as(line).hasSizeGreaterThanOrEqualTo(expected.size()));
            assertThat(lines()).as(line).isEqualTo(expected);
            told += expected.size();
            awaitState();
        }
    }

    /** An event is on disk a moment before everybody can see what it led to. */
    private void awaitState() throws Exception {
        long written = Record.of(job, folder).sequence();
        Eventually.of(() -> assertThat(pipeline().state().sequence()).isGreaterThanOrEqualTo(written));
    }

    /** A start is refused by the build, which reads the definition anew. */
    private void requireBuildToFail(int number, String line) throws Exception {
        Eventually.of(() -> {
            assertThat(job.getBuildByNumber(number)).as(line).isNotNull();
            assertThat(job.getBuildByNumber(number).getResult()).as(line).isEqualTo(Result.FAILURE);
        });
    }

    private List<String> lines() throws IOException {
        var lines = Record.of(job, folder).lines();
        return lines.subList(told, lines.size()).stream().map(workers::named).toList();
    }

    private Optional<String> perform(String text) throws Exception {
        if (text.startsWith("job ")) {
            return workers.perform(pipeline().state(), text);
        }
        var taking = Pattern.compile("start taking (\\w+) at (\\w+)").matcher(text);
        if (taking.matches()) {
            var start = Person.request();
            start.putArray("sourceRevisions")
                    .addObject()
                    .put("actionName", taking.group(1))
                    .put("revisionType", "COMMIT_ID")
                    .put("revisionValue", taking.group(2));
            return people.get("alice").post(job.getName(), "start", start);
        }
        var known = Record.of(job, folder).known();
        return perform(WORDS.read(text).command(new Scene(pipeline().state(), known, clock.instant())));
    }

    private Optional<String> perform(Command command) throws Exception {
        if (command instanceof Command.ReportSuccess report) {
            if (isSource(report.actionExecution())) {
                workers.take(report.actionExecution());
            } else {
                Told.succeed(report.actionExecution());
            }
            return Optional.empty();
        }
        if (command instanceof Command.ReportFailure report) {
            Told.fail(report.actionExecution());
            return Optional.empty();
        }
        if (command instanceof Command.ReportRule report) {
            if (report.holds()) {
                Told.hold(report.ruleExecution(), report.summary());
            } else {
                Told.notHold(report.ruleExecution(), report.summary());
            }
            return Optional.empty();
        }
        if (command instanceof Command.Tick) {
            pipeline().engine().submit(command);
            return Optional.empty();
        }
        return ask(command);
    }

    private boolean isSource(String actionExecution) throws IOException {
        var state = pipeline().state();
        return state.locate(actionExecution)
                .filter(found -> found.declaration(state).type().category() == ActionCategory.SOURCE)
                .isPresent();
    }

    private Optional<String> ask(Command command) throws Exception {
        var request = Person.request();
        if (command instanceof Command.Start start) {
            start.clientToken().ifPresent(token -> request.put("clientRequestToken", token));
            var variables = request.putArray("variables");
            start.variables()
                    .forEach((name, value) ->
                            variables.addObject().put("name", name).put("value", value));
            return people.get(start.trigger().by()).post(job.getName(), "start", request);
        }
        if (command instanceof Command.ChangeTransition change) {
            request.put("transitionType", change.direction().label())
                    .put("enabled", change.enabled())
                    .put("reason", change.reason());
            return post(change.by(), "transition", change.stage(), request);
        }
        if (command instanceof Command.DecideApproval decision) {
            request.put("actionName", decision.action()).put("token", decision.token());
            var result = request.putObject("result")
                    .put("status", decision.approved() ? "Approved" : "Rejected")
                    .put("summary", decision.summary());
            decision.chosen().ifPresent(chosen -> result.put("pipelineExecutionId", chosen));
            return post(decision.by(), "approve", decision.stage(), request);
        }
        if (command instanceof Command.Stop stop) {
            request.put("abandon", stop.abandon()).put("reason", stop.reason());
            return people.get(stop.by().name())
                    .post(job.getName(), "stop", request.put("pipelineExecutionId", stop.execution()));
        }
        if (command instanceof Command.Retry retry) {
            request.put("retryMode", retry.mode().name()).put("pipelineExecutionId", retry.execution());
            return post(retry.by(), "retry", retry.stage(), request);
        }
        if (command instanceof Command.Rollback rollback) {
            request.put("targetPipelineExecutionId", rollback.target().id());
            return post(rollback.by(), "rollback", rollback.stage(), request);
        }
        if (command instanceof Command.OverrideCondition override) {
            request.put("pipelineExecutionId", override.execution())
                    .put("conditionType", override.hook().name());
            return post(override.by(), "override", override.stage(), request);
        }
        if (command instanceof Command.ForceEntry force) {
            request.put("pipelineExecutionId", force.execution()).put("rationale", force.rationale());
            return post(force.by(), "force-entry", force.stage(), request);
        }
        if (command instanceof Command.StopLine stop) {
            request.put("reason", stop.reason());
            stop.until().ifPresent(until -> request.put("until", until.toString()));
            stop.exempt().forEach(request.putArray("exempt")::add);
            return people.get(stop.by().name()).post(job.getName(), "stop-line", request);
        }
        var release = (Command.ReleaseLine) command;
        return people.get(release.by().name())
                .post(job.getName(), "release-line", request.put("id", JobPipeline.OWN_SWITCH));
    }

    private Optional<String> post(Actor by, String what, String stage, ObjectNode request) throws Exception {
        return people.get(by.name()).post(job.getName(), what, request.put("stageName", stage));
    }

    /** What the line says of those that wait, but for the worker of a source. */
    private List<String> waiting() throws Exception {
        var all = new ArrayList<String>();
        for (JsonNode stage : people.get("alice").get(job.getName(), "state").get("stageStates")) {
            for (JsonNode one : stage.path("waiting")) {
                var reason = one.get("reason").asText();
                var sentence = one.get("sentence").asText();
                if (!sentence.contains("the job of App")) {
                    all.add(reason + ": " + sentence + " Freed by: "
                            + one.get("frees").asText());
                }
            }
        }
        return all;
    }

    /** Every execution has a build that is over, and how, or goes on as the execution does. */
    private void requireBuildsToAgree() throws Exception {
        for (Execution execution : Record.of(job, folder).known().values()) {
            var shown = people.get("alice")
                    .get(job.getName(), "execution?pipelineExecutionId=" + execution.id())
                    .at("/pipelineExecution/status")
                    .asText();
            assertThat(shown).isEqualTo(execution.status().label());
            Eventually.of(() -> {
                var build = pipeline().build(execution.id()).orElseThrow();
                assertThat(build.isBuilding()).isEqualTo(execution.status().active());
                assertThat(build.getResult()).isEqualTo(result(execution.status()));
            });
        }
    }

    private static Result result(ExecutionStatus status) {
        return switch (status) {
            case SUCCEEDED -> Result.SUCCESS;
            case FAILED -> Result.FAILURE;
            case STOPPED -> Result.ABORTED;
            case SUPERSEDED -> Result.NOT_BUILT;
            default -> null;
        };
    }

    private JobPipeline pipeline() throws IOException {
        return Pipelines.get().of(job);
    }

    /** What is told, as it is in Jenkins: at another time, and a line is stopped for a pipeline by its own switch. */
    private static String here(String text) {
        var shift = Duration.between(TOLD_BEGINNING, beginning());
        return INSTANT.matcher(text.replace("for everything", "for this pipeline"))
                .replaceAll(found -> Instant.parse(found.group()).plus(shift).toString());
    }

    private static Duration duration(String text) {
        if (text.endsWith("d")) {
            return Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)));
        }
        var parts = text.split(":");
        return Duration.ofHours(Long.parseLong(parts[0])).plusMinutes(Long.parseLong(parts[1]));
    }
}
