package io.jenkins.plugins.stagegate.local.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.stream.Collectors;

/** The few words of HTML around the view. */
final class Page {
    private Page() {}

    static String pipeline(String name, String token, boolean alone) {
        return frame(
                name + " - Stage Gate",
                alone ? "" : "<nav><a href=\"/\">All pipelines</a></nav>",
                """
                <stage-gate-line base="/pipelines/%s/" token-name="%s" token="%s"></stage-gate-line>
                """
                        .formatted(name, Guard.HEADER, token));
    }

    /** The same as data: pipelines come and go while the page is open. */
    static ObjectNode list(Collection<String> pipelines) {
        var list = JsonNodeFactory.instance.objectNode();
        var all = list.putArray("pipelines");
        pipelines.forEach(name -> all.addObject().put("name", name).put("href", "/pipelines/" + name + "/"));
        return list;
    }

    /** Plain links, which the element draws as lines: without it they are still the way. */
    static String index(Collection<String> pipelines) {
        return frame(
                "Stage Gate",
                "",
                pipelines.stream()
                        .map(name -> "<li><a href=\"/pipelines/%s/\">%s</a></li>\n".formatted(name, name))
                        .collect(Collectors.joining(
                                "",
                                "<stage-gate-overview pipelines=\"/pipelines\">\n<ul>\n",
                                "</ul>\n</stage-gate-overview>\n")));
    }

    /** Names of pipelines have no character that HTML or an address would take for something else. */
    private static String frame(String title, String way, String content) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <title>%s</title>
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <link rel="stylesheet" href="/view/page.css">
                  <link rel="icon" href="/view/icon.svg" type="image/svg+xml">
                  <script type="module" src="/view/stage-gate.js"></script>
                </head>
                <body>
                  <header><h1>Stage Gate</h1>%s</header>
                  <main>
                %s  </main>
                </body>
                </html>
                """
                .formatted(title, way, content);
    }
}
