package io.jenkins.plugins.stagegate.bench;

import java.util.Arrays;

/** The command line: one word for each question. */
public final class Main {
    private static final String QUESTIONS =
            """
            Say what to measure; run it in the folder of the project, where `mvn package` has made the program.

              startup      from the start of the program to the first process of an action
              actions      200 commands as actions, and in a shell script
              memory       heap for a long past
              replay       opening a pipeline after 100,000 events
              resume       10,000 executions that wait at approvals, after a restart
              look         get-pipeline-state with 100,000 past executions
              submits      durable commands of 1 and of 1,000 pipelines, and what the disk can do alone
              peers        the same release on Flowable and on Camunda
              jmh ...      decisions, by JMH and with its options
              all          all of them, one after the other: 10 minutes
            """;

    private Main() {}

    /** Answers one question. */
    public static void main(String[] arguments) throws Exception {
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "startup" -> Startup.measure();
            case "actions" -> Actions.measure();
            case "memory" -> Memory.measure();
            case "replay" -> Replay.measure();
            case "resume" -> Resume.measure();
            case "look" -> Look.measure();
            case "submits" -> Submits.measure();
            case "peers" -> Peers.measure();
            case "jmh" -> org.openjdk.jmh.Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            case "all" -> All.measure();
            default -> System.out.print(QUESTIONS);
        }
    }
}
