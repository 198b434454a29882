package io.jenkins.plugins.stagegate.dsl;

/** Something and where it stands. */
record Located<T>(T value, Position at) {}
