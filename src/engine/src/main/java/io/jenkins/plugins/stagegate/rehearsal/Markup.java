package io.jenkins.plugins.stagegate.rehearsal;

import java.util.Locale;

/** Pieces of HTML and SVG. */
final class Markup {
    private Markup() {}

    /** Any text as content or as the value of an attribute; characters that XML does not have are left out. */
    static String text(String any) {
        var escaped = new StringBuilder();
        any.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                    boolean possible = c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c < 0xE000);
                    if (possible || c == '\n' || c == '\t') {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }

    /** A rectangle with a title that shows when it is pointed at. */
    static String rectangle(String kind, double x, double y, double width, double height, String title) {
        return "<rect class=\"" + kind + "\" x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width)
                + "\" height=\"" + number(height) + "\""
                + (title.isEmpty() ? "/>" : "><title>" + text(title) + "</title></rect>");
    }

    static String label(String kind, double x, double y, String content) {
        return "<text class=\"" + kind + "\" x=\"" + number(x) + "\" y=\"" + number(y) + "\">" + text(content)
                + "</text>";
    }

    static String line(String kind, double x1, double y1, double x2, double y2) {
        return "<line class=\"" + kind + "\" x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2)
                + "\" y2=\"" + number(y2) + "\"/>";
    }

    static String number(double value) {
        var text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
