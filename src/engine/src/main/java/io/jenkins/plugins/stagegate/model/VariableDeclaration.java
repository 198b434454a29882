package io.jenkins.plugins.stagegate.model;

import java.util.Optional;

/**
 * A pipeline variable. Without a default value every start must give it one.
 *
 * @param name 1 to 128 characters of {@code A-Za-z0-9@-_}
 */
public record VariableDeclaration(String name, Optional<String> defaultValue, Optional<String> description) {}
