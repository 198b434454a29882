package io.jenkins.plugins.stagegate.local.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The few words of HTML around the view, for a reader of some language. */
record Page(String language) {
    /** Those that the view speaks; it says all that is on the page. */
    private static final List<String> LANGUAGES = List.of("en", "de");

    /** The page for whoever accepts these languages, as a browser says it. */
    static Page accepting(String languages) {
        try {
            var tag = Locale.lookupTag(Locale.LanguageRange.parse(languages), LANGUAGES);
            return new Page(tag == null ? LANGUAGES.get(0) : tag);
        } catch (IllegalArgumentException e) {
            return new Page(LANGUAGES.get(0));
        }
    }

    String pipeline(String name, String token, boolean alone) {
        return frame(
                name + " - Stage Gate",
                """
                <stage-gate-line base="/pipelines/%s/" %stoken-name="%s" token="%s"></stage-gate-line>
                """
                        .formatted(name, alone ? "" : "overview=\"/\" ", Guard.HEADER, token));
    }

    /** The same as data: pipelines come and go while the page is open. */
    static ObjectNode list(Collection<String> pipelines) {
        var list = JsonNodeFactory.instance.objectNode();
        var all = list.putArray("pipelines");
        pipelines.forEach(name -> all.addObject().put("name", name).put("href", "/pipelines/" + name + "/"));
        return list;
    }

    /** Plain links, which the element draws as lines: without it they are still the way. */
    String index(Collection<String> pipelines) {
        return frame(
                "Stage Gate",
                pipelines.stream()
                        .map(name -> "<li><a href=\"/pipelines/%s/\">%s</a></li>\n".formatted(name, name))
                        .collect(Collectors.joining(
                                "",
                                "<stage-gate-overview pipelines=\"/pipelines\">\n<ul>\n",
                                "</ul>\n</stage-gate-overview>\n")));
    }

    /** Names of pipelines have no character that HTML or an address would take for something else. */
    private String frame(String title, String content) {
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                  <meta charset="utf-8">
                  <title>%s</title>
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <link rel="stylesheet" href="/view/page.css">
                  <link rel="icon" href="/view/icon.svg" type="image/svg+xml">
                  <script type="module" src="/view/stage-gate.js"></script>
                </head>
                <body>
                  <header><h1>Stage Gate</h1></header>
                  <main>
                %s  </main>
                </body>
                </html>
                """
                .formatted(language, title, content);
    }
}
