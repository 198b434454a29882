package io.jenkins.plugins.stagegate.local.server;

import java.util.Collection;
import java.util.stream.Collectors;

/** The few words of HTML around the view. */
final class Page {
    private Page() {}

    static String pipeline(String name, String token) {
        return frame(
                name + " - Stage Gate",
                """
                <stage-gate-line base="/pipelines/%s/" token-name="%s" token="%s"></stage-gate-line>
                """
                        .formatted(name, Guard.HEADER, token));
    }

    static String index(Collection<String> pipelines) {
        return frame(
                "Stage Gate",
                pipelines.stream()
                        .map(name -> "<li><a href=\"/pipelines/%s/\">%s</a></li>\n".formatted(name, name))
                        .collect(Collectors.joining("", "<h1>Pipelines</h1>\n<ul>\n", "</ul>\n")));
    }

    /** Names of pipelines have no character that HTML or an address would take for something else. */
    private static String frame(String title, String content) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <title>%s</title>
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <link rel="stylesheet" href="/view/page.css">
                  <script type="module" src="/view/stage-gate.js"></script>
                </head>
                <body>
                  <main>
                %s  </main>
                </body>
                </html>
                """
                .formatted(title, content);
    }
}
