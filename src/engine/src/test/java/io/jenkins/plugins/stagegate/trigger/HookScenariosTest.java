package io.jenkins.plugins.stagegate.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** The files in {@code src/test/resources/hooks}: headers and body of a delivery in the provider's shape, and what it says. */
@RunWith(Parameterized.class)
public class HookScenariosTest {
    private static final Path FOLDER = Path.of("src/test/resources/hooks");

    private final Path file;

    public HookScenariosTest(Path file) {
        this.file = file;
    }

    @Parameters(name = "{0}")
    public static List<Path> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(FOLDER::relativize).sorted().toList();
        }
    }

    @Test
    public void saysWhatTheFileExpects() throws Exception {
        var parts = Files.readString(FOLDER.resolve(file)).split("\n---\n", 2);
        var delivery = parts[0].split("\n\n|^\n", 2);
        var provider = Provider.named(file.toString().replaceFirst("-.*", "")).orElseThrow();

        var heard = Hooks.read(new Delivery(provider, headers(delivery[0]), delivery[1]));

        assertThat(text(heard)).isEqualTo(parts[1].strip());
    }

    private static Map<String, String> headers(String text) {
        var headers = new LinkedHashMap<String, String>();
        text.lines().forEach(line -> headers.put(line.split(": ")[0], line.split(": ")[1]));
        return headers;
    }

    private static String text(Heard heard) {
        if (heard.news().isEmpty()) {
            return "nothing: " + heard.remark();
        }
        var addresses = heard.repositories().stream()
                .filter(one ->
                        !one.matches("git(@|:).*|https://(github|gitlab|gitea)[^/]*/.*(?<!\\.git)$|ssh://git@gitea.*"))
                .sorted()
                .map(one -> "about " + one);
        return Stream.concat(addresses, heard.news().stream().map(HookScenariosTest::text))
                .collect(Collectors.joining("\n"));
    }

    private static String text(News news) {
        if (news instanceof News.Pushed pushed) {
            return "pushed " + pushed.branch() + " " + pushed.before().orElse("new") + " "
                    + (pushed.after().isEmpty() ? "newest" : pushed.after());
        }
        if (news instanceof News.Tagged tagged) {
            return "tagged " + tagged.tag() + " " + tagged.commit();
        }
        var request = (News.PullRequested) news;
        return request.event() + " " + request.number() + " " + request.source() + " into " + request.target() + ": "
                + (request.toRun().isEmpty() ? "newest" : request.toRun()) + " on " + request.branch()
                + (request.fork() ? ", from a fork" : "");
    }
}
