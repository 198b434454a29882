package io.jenkins.plugins.stagegate.decision;

/**
 * Why a command was not carried out.
 *
 * @param code the name of CodePipeline's error
 * @param message for people: what is wrong and what they can do
 */
public record Refusal(String code, String message) {}
