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

    /** The build specification of an action that has one. */
    FilePath buildspec() {
        return folder.child("buildspec.yml");
    }

    /** The script that was made of it. */
    FilePath script() {
        return folder.child("build.sh");
    }

    /** Where the files of an artifact are laid out as they stand in it. */
    FilePath artifact(String name) {
        return folder.child("artifacts").child(name);
    }

    /** Where scripts leave the values of exported variables, a file each. */
    FilePath exports() {
        return folder.child("exports");
    }
}
