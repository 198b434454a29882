package io.jenkins.plugins.stagegate.plugin.host;

import static java.util.Objects.requireNonNull;

import hudson.FilePath;
import hudson.slaves.WorkspaceList;

/** The files beside a workspace that an action needs but does not work on. */
record Scratch(FilePath folder) {
    static Scratch of(FilePath workspace) {
        return new Scratch(requireNonNull(WorkspaceList.tempDir(workspace), "a workspace is never the root of a disk")
                .child("stage-gate"));
    }

    /** Where an input artifact has its files. */
    FilePath input(int number) {
        return folder.child("inputs").child(String.valueOf(number));
    }

    /** Where scripts leave the values of exported variables, a file each. */
    FilePath exports() {
        return folder.child("exports");
    }
}
