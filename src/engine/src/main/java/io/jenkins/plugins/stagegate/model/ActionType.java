package io.jenkins.plugins.stagegate.model;

import java.util.Set;

/**
 * Who performs an action.
 *
 * @param owner {@code AWS}, {@code ThirdParty} or {@code Custom}
 * @param provider name of the provider, such as {@code Commands}, {@code Git} or {@code Manual}
 */
public record ActionType(ActionCategory category, String owner, String provider, String version) {
    /** Runs the author's shell lines or Pipeline steps. */
    public static final String COMMANDS = "Commands";
    /** Takes a revision from a git repository. */
    public static final String GIT = "Git";
    /** Takes what an execution of another pipeline has put out. */
    public static final String PIPELINE = "Pipeline";
    /** Starts another pipeline, and does not wait for it. */
    public static final String CODE_PIPELINE = "CodePipeline";
    /** Runs a {@code buildspec.yml}. */
    public static final String CODE_BUILD = "CodeBuild";
    /** Takes the files of a folder as they are. */
    public static final String FOLDER = "Folder";
    /** Takes the digest of a container image from a registry. */
    public static final String IMAGE = "Image";
    /** Takes an object of a bucket, or puts artifacts there. */
    public static final String S3 = "S3";
    /** Starts a job of Jenkins and waits for its build. Only a Jenkins host has it. */
    public static final String JENKINS_JOB = "JenkinsJob";
    /** What the settings that are parameters of {@link #JENKINS_JOB} begin with. */
    public static final String PARAMETER_PREFIX = "parameter.";
    /** Asks people. Performed by the engine itself. */
    public static final String MANUAL = "Manual";

    /** What every host takes revisions from by itself. */
    public static final Set<String> SOURCES = Set.of(GIT, PIPELINE, FOLDER, IMAGE);
    /** What every host performs by itself. */
    public static final Set<String> EVERYWHERE = Set.of(GIT, PIPELINE, FOLDER, IMAGE, COMMANDS, CODE_BUILD, MANUAL);

    /** A type of our own in version 1. */
    public static ActionType of(ActionCategory category, String provider) {
        return new ActionType(category, "AWS", provider, "1");
    }
}
