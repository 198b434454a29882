package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.spi.CommandScript;
import java.util.List;
import java.util.regex.Pattern;

/** The script for {@code cmd.exe} of an author's command lines. */
final class BatchScript {
    /**
     * The end of the name of a file with the value of an exported variable: what {@code set NAME} says, in UTF-16. That is
     * {@code NAME=value}, and the same of all variables whose names begin so.
     */
    static final String EXPORT = ".set";

    private static final String END = "\r\n";
    private static final String CHECK = "@if not %errorlevel%==0 exit /b %errorlevel%" + END;

    /** Words that have a meaning for the whole batch file. */
    private static final Pattern STEERS =
            Pattern.compile("^\\s*:[^:]|(^|[\\s@&|(])(goto|exit|setlocal|endlocal)\\b", Pattern.CASE_INSENSITIVE);

    private BatchScript() {}

    /**
     * All lines in the same shell; the first statement that fails ends it. At its end it writes what is exported.
     *
     * <p>A batch file that starts another one without {@code call} never goes on. Hence the script calls itself for each
     * statement, and what that starts comes back, whoever it is: {@code npm} and {@code mvn} are batch files. Lines that steer
     * the batch file themselves are left in one piece.
     */
    static String of(List<String> lines, List<String> exports) {
        var statements = BatchStatements.of(lines);
        boolean steers = lines.stream().anyMatch(STEERS.asPredicate());
        return (steers ? inOnePiece(statements, exports) : oneByOne(statements, exports)).toString();
    }

    private static StringBuilder inOnePiece(List<String> statements, List<String> exports) {
        var script = new StringBuilder("@echo on" + END);
        statements.forEach(statement -> script.append(statement).append(END).append(CHECK));
        return script.append(exporting(exports));
    }

    private static StringBuilder oneByOne(List<String> statements, List<String> exports) {
        var script = new StringBuilder("@if not \"%~1\"==\"\" goto stage_gate_%~1" + END + "@echo on" + END);
        for (int i = 1; i <= statements.size(); i++) {
            script.append("@call \"%~f0\" ").append(i).append(END).append(CHECK);
        }
        script.append(exporting(exports));
        for (int i = 1; i <= statements.size(); i++) {
            script.append(":stage_gate_").append(i).append(END).append(statements.get(i - 1));
            script.append(END).append("@goto :eof").append(END);
        }
        return script;
    }

    /** A value never stands in the script, for it would be parsed with it: a shell of its own writes it, in Unicode. */
    private static String exporting(List<String> exports) {
        var script = new StringBuilder();
        for (String name : exports) {
            script.append("@if defined ").append(name);
            script.append(" >\"%").append(CommandScript.EXPORTS_FOLDER).append("%\\");
            script.append(name).append(EXPORT).append("\" \"%ComSpec%\" /d /u /c set ");
            script.append(name).append(END);
        }
        return script.append("@exit /b 0" + END).toString();
    }
}
