package io.jenkins.plugins.stagegate.plugin.gate;

/**
 * Where a gate belongs.
 *
 * @param id full name of the folder, or {@code Jenkins}
 * @param label for people
 */
record GateScope(String id, String label) {
    private static final String JENKINS = "Jenkins";
    private static final String NOT_IN_NAMES = "[^A-Za-z0-9._-]";
    private static final int LONGEST_ACTION_NAME = 100;

    /** That of an administrator, for all jobs or for those below a folder. */
    static GateScope jenkins(String folder) {
        return folder.isEmpty()
                ? new GateScope(JENKINS, JENKINS)
                : new GateScope(JENKINS + "." + folder, Messages.GateScope_jenkins(folder));
    }

    static GateScope folder(String fullName) {
        return new GateScope(fullName, Messages.GateScope_folder(fullName));
    }

    /** The name of the action that a gate of that name is. If it is too long, the beginning of the scope is left out. */
    String actionName(String gate) {
        var own = gate.replaceAll(NOT_IN_NAMES, "_") + "@";
        var where = id.replace('/', '.').replaceAll(NOT_IN_NAMES, "_");
        int room = LONGEST_ACTION_NAME - own.length();
        return own + where.substring(Math.max(0, where.length() - room));
    }
}
