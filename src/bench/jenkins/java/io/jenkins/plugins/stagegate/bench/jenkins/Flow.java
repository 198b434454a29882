package io.jenkins.plugins.stagegate.bench.jenkins;

import java.io.Serializable;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One flow of stages with actions one after the other, spelled in three languages.
 *
 * <p>All three show the same: a stage, in it a named part for each action. With an agent each action takes an executor and
 * gives it back, as an action does.
 *
 * @param agent the label that each action runs on; empty for none
 * @param step what an action does: one Pipeline step
 */
record Flow(int stages, int actions, String agent, String step) implements Serializable {
    /** Does nothing, without an executor. */
    static Flow ofNothing(int stages, int actions) {
        return new Flow(stages, actions, "", "echo 'done'");
    }

    /** Runs {@code true} in a shell of an agent. */
    static Flow ofShells(int stages, int actions, String agent) {
        return new Flow(stages, actions, agent, "sh 'true'");
    }

    /** A release pipeline: what is measured. Its first stage takes a source, since it must have one. */
    String release(String repository) {
        var where = agent.isEmpty() ? "agent none" : "agent '%s'".formatted(agent);
        return """
                releasePipeline {
                    stages {
                        stage('Source') { source('App') { git url: '%s', branch: 'main'; output 'AppSource' } }
                %s
                    }
                }
                """
                .formatted(repository, each(stages, stage -> "stage('S%d') {\n%s\n}"
                        .formatted(stage, each(actions, action -> "build('A%d') { %s; steps { %s } }"
                                .formatted(action, where, step)))));
    }

    /** The same in Scripted Pipeline, a method for each stage, since one for all does not compile ("Method too large"). */
    String scripted() {
        var work = agent.isEmpty() ? step : "node('%s') { %s }".formatted(agent, step);
        return each(stages, stage -> "def stage%d() { stage('S%d') {\n%s\n} }"
                        .formatted(
                                stage, stage, each(actions, action -> "stage('A%d') { %s }".formatted(action, work))))
                + "\n"
                + each(stages, "stage%d()"::formatted);
    }

    /**
     * Less than the same in Declarative Pipeline: the actions of a stage are steps of that stage, on one executor. As nested
     * stages, each with an executor of its own, 200 of them do not compile there ("Method too large").
     */
    String declarative() {
        var where = agent.isEmpty() ? "" : "agent { label '%s' }\n".formatted(agent);
        return """
                pipeline {
                    agent none
                    options { skipDefaultCheckout() }
                    stages {
                %s
                    }
                }
                """
                .formatted(each(stages, stage -> "stage('S%d') { %ssteps {\n%s\n} }"
                        .formatted(stage, where, each(actions, action -> step))));
    }

    private static String each(int count, IntFunction<String> text) {
        return IntStream.rangeClosed(1, count).mapToObj(text).collect(Collectors.joining("\n"));
    }
}
