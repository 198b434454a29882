package io.jenkins.plugins.stagegate.plugin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.security.Permission;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** The page about HTTP names the requests that are answered, and the permission that each needs. */
public class RestPageTest {
    private static final Path PAGE = Path.of("../../docs/rest.md");
    private static final Path SOURCE =
            Path.of("src/main/java", LineAction.class.getName().replace('.', '/') + ".java");
    private static final Pattern PARAMETER = Pattern.compile("@QueryParameter \\w+ (\\w+)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `((?:GET|POST) [a-z-]+)` \\| \\*([^*]+)\\* \\|");

    @Test
    public void namesEveryRequestWithWhatItNeeds() throws IOException {
        var answered = Arrays.stream(LineAction.class.getDeclaredMethods())
                .filter(method -> method.getName().startsWith("do"))
                .collect(Collectors.toMap(RestPageTest::request, RestPageTest::permission));

        assertThat(documented()).isEqualTo(answered).hasSizeGreaterThan(10);
    }

    @Test
    public void namesEveryParameter() throws IOException {
        var page = Files.readString(PAGE);

        assertThat(parameters()).hasSizeGreaterThan(5).allSatisfy(name -> assertThat(page)
                .containsPattern("[`?&]" + name + "[`=]"));
    }

    private static Map<String, String> documented() throws IOException {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    }

    private static String request(Method method) {
        return (reads(method) ? "GET " : "POST ") + path(method);
    }

    private static boolean reads(Method method) {
        return method.isAnnotationPresent(GET.class);
    }

    private static String path(Method method) {
        var named = method.getAnnotation(WebMethod.class);
        return named == null ? method.getName().substring(2).toLowerCase(Locale.ROOT) : named.name()[0];
    }

    /** A change has the name of its operation. */
    private static String permission(Method method) {
        return label(
                reads(method)
                        ? Item.READ
                        : Operation.valueOf(path(method).replace('-', '_').toUpperCase(Locale.ROOT))
                                .permission());
    }

    private static String label(Permission permission) {
        return permission.group.title.toString(Locale.ENGLISH) + " / " + permission.name;
    }

    private static Stream<String> parameters() throws IOException {
        return PARAMETER.matcher(Files.readString(SOURCE)).results().map(found -> found.group(1));
    }
}
