package io.jenkins.plugins.stagegate.local.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/**
 * Where we write, and whether a person is there.
 *
 * @param interactive whether somebody can answer
 * @param colour whether colours are welcome
 */
public record Terminal(PrintStream out, boolean interactive, boolean colour) {
    private static final int INPUT = 2;
    private static final int OUTPUT = 1;

    /** What this process was started with. */
    public static Terminal detect() {
        int kind = streams();
        boolean writes = (kind & OUTPUT) != 0;
        return new Terminal(System.out, writes && (kind & INPUT) != 0, writes && wantsColour(System.getenv()));
    }

    /** See no-color.org. */
    static boolean wantsColour(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** Java cannot tell the standard streams from a terminal, and from version to version tells another story; the shell can. */
    private static int streams() {
        try {
            return new ProcessBuilder("sh", "-c", "r=0; [ -t 0 ] && r=2; [ -t 1 ] && r=$((r+1)); exit $r")
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Writes a line at once. */
    public void line(String text) {
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }

    /** Writes without ending the line. */
    void begin(String text) {
        synchronized (out) {
            out.print(text);
            out.flush();
        }
    }

    String dim(String text) {
        return styled("2", text);
    }

    String bold(String text) {
        return styled("1", text);
    }

    String good(String text) {
        return styled("32", text);
    }

    String bad(String text) {
        return styled("31", text);
    }

    String wanted(String text) {
        return styled("33", text);
    }

    private String styled(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
