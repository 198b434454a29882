package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.spi.CommandScript;
import java.util.List;

/** The script for {@code cmd.exe} of an author's command lines. */
final class BatchScript {
    private BatchScript() {}

    /** All lines in the same shell; the first that fails ends it. At its end it writes what is exported. */
    static String of(List<String> lines, List<String> exports) {
        var script = new StringBuilder("@echo on\r\n");
        for (String line : lines) {
            script.append(line).append("\r\n@if errorlevel 1 exit /b %errorlevel%\r\n");
        }
        for (String name : exports) {
            script.append("@if defined ")
                    .append(name)
                    .append(" (<nul set /p \"=%")
                    .append(name);
            script.append("%\" > \"%")
                    .append(CommandScript.EXPORTS_FOLDER)
                    .append("%\\")
                    .append(name)
                    .append("\")\r\n");
        }
        return script.append("@exit /b 0\r\n").toString();
    }
}
