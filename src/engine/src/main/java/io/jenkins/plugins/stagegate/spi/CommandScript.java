package io.jenkins.plugins.stagegate.spi;

import java.util.List;

/** The POSIX shell script for an author's command lines. */
public final class CommandScript {
    /** The environment variable that names the folder for exported values. The host makes the folder. */
    public static final String EXPORTS_FOLDER = "STAGE_GATE_EXPORTS";

    private CommandScript() {}

    /**
     * A script that runs the lines in one shell, ends at the first that fails, and at its end writes the value of each
     * exported variable that is set into a file of the variable's name in the folder {@value #EXPORTS_FOLDER}.
     *
     * @param exports names of shell variables: letters, digits and underscores
     */
    public static String of(List<String> lines, List<String> exports) {
        var script = new StringBuilder("set -e\n");
        if (!exports.isEmpty()) {
            script.append("stage_gate_export() {\n");
            for (String name : exports) {
                script.append("  if [ \"${")
                        .append(name)
                        .append("+set}\" ]; then printf %s \"$")
                        .append(name);
                script.append("\" > \"$")
                        .append(EXPORTS_FOLDER)
                        .append("/")
                        .append(name)
                        .append("\"; fi\n");
            }
            script.append("}\ntrap stage_gate_export EXIT\n");
        }
        lines.forEach(line -> script.append(line).append('\n'));
        return script.toString();
    }
}
