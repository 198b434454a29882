package io.jenkins.plugins.stagegate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.source.GitCredentials;
import io.jenkins.plugins.stagegate.source.GitCredentials.Login;
import io.jenkins.plugins.stagegate.source.Reach;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Sources of images at a real registry. */
public class ImageSourceTest {
    @Rule
    public final DockerRegistry registry = new DockerRegistry();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private ImageSource source(String image, String... settings) throws SourceException {
        var configuration = new LinkedHashMap<String, String>();
        configuration.put("image", registry.host() + "/" + image);
        for (int i = 0; i < settings.length; i += 2) {
            configuration.put(settings[i], settings[i + 1]);
        }
        return new ImageSource(configuration, RegistryLogins.of(this::login), Reach.ANYWHERE);
    }

    private Optional<Login> login(String id, String url) {
        return switch (id) {
            case "good" -> Optional.of(new Login("reader", "open sesame"));
            case "bad" -> Optional.of(new Login("reader", "open barley"));
            default -> Optional.empty();
        };
    }

    private Path folder() throws IOException {
        return temporary.newFolder().toPath();
    }

    @Test
    public void findsWhichDigestATagIsNow() throws Exception {
        var digest = registry.push("shop/app", "1.2", "one");
        var found = source("shop/app:1.2").newest();
        assertThat(found.id()).isEqualTo(digest);
        assertThat(found.variables())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "RegistryId",
                        registry.host(),
                        "RepositoryName",
                        "shop/app",
                        "ImageTag",
                        "1.2",
                        "ImageDigest",
                        digest,
                        "ImageURI",
                        registry.host() + "/shop/app@" + digest));

        var newer = registry.push("shop/app", "1.2", "two");
        assertThat(source("shop/app:1.2").newest().id()).isEqualTo(newer).isNotEqualTo(digest);
    }

    @Test
    public void givesTheFileOfCodePipelinesEcrSource() throws Exception {
        var digest = registry.push("shop/app", "1.2", "four");
        var folder = folder();
        var taken = source("shop/app:1.2").take(Optional.empty(), folder);
        assertThat(taken.id()).isEqualTo(digest);
        var detail = new JsonMapper().readTree(Files.readString(folder.resolve("imageDetail.json")));
        assertThat(detail.path("ImageDigest").asText()).isEqualTo(digest);
        assertThat(detail.path("ImageURI").asText()).isEqualTo(registry.host() + "/shop/app@" + digest);
        assertThat(detail.path("RepositoryName").asText()).isEqualTo("shop/app");
        assertThat(detail.path("ImageTags").get(0).asText()).isEqualTo("1.2");
        assertThat(detail.path("ImageSizeInBytes").asInt()).isGreaterThan("four".length());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    public void takesTheDigestThatIsAskedForAlthoughTheTagHasGoneOn() throws Exception {
        var first = registry.push("shop/app", "1.2", "one");
        registry.push("shop/app", "1.2", "two");
        var override = Optional.of(new SourceOverride("App", "IMAGE_DIGEST", first));
        assertThat(source("shop/app:1.2").take(override, folder()).id()).isEqualTo(first);
    }

    @Test
    public void refusesARevisionOfAnotherType() throws Exception {
        var override = Optional.of(new SourceOverride("App", "COMMIT_ID", "3f2a"));
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> source("shop/app:1.2").take(override, folder()))
                .withMessageContaining("IMAGE_DIGEST");
    }

    @Test
    public void theDigestOfAnImageForSeveralPlatformsIsThatOfTheIndexUnlessOneIsWanted() throws Exception {
        var intel = registry.push("shop/app", "intel", "x");
        var arm = registry.push("shop/app", "arm", "y");
        var index = registry.pushIndex("shop/app", "both", Map.of("amd64", intel, "arm64", arm));

        assertThat(source("shop/app:both").newest().id()).isEqualTo(index);
        assertThat(source("shop/app:both").take(Optional.empty(), folder()).id())
                .isEqualTo(index);
        var wanted = source("shop/app:both", "platform", "linux/arm64");
        assertThat(wanted.newest().id()).isEqualTo(arm);
        assertThat(wanted.take(wanted.newest().override("App"), folder()).id()).isEqualTo(arm);
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(
                        () -> source("shop/app:both", "platform", "linux/s390x").newest())
                .withMessageContaining("is not there for linux/s390x, only for")
                .withMessageContaining("linux/arm64");
    }

    @Test
    public void saysWhichImageIsNotThere() {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> source("shop/none:9").newest())
                .withMessageContaining("has no image shop/none with '9'")
                .satisfies(e -> assertThat(e.failure().code()).isEqualTo(ActionFailure.REVISION_UNAVAILABLE));
    }

    @Test
    public void aTokenOfTheRegistrysAuthorityOpensTheImage() throws Exception {
        var digest = registry.push("shop/app", "1.2", "one");
        try (var authority = new TokenAuthority(registry.folder())) {
            registry.restart(authority.configuration());
            assertThat(source("shop/app:1.2", "credentialsId", "good").newest().id())
                    .isEqualTo(digest);
            assertThat(source("shop/app:1.2", "credentialsId", "good")
                            .take(Optional.empty(), folder())
                            .id())
                    .isEqualTo(digest);
            assertThat(authority.asked).allSatisfy(query -> assertThat(query)
                    .contains("scope=repository:shop/app:pull")
                    .contains("service=registry"));
            assertDenied("bad");
        }
    }

    @Test
    public void aNameAndAPasswordOpenTheImage() throws Exception {
        var digest = registry.push("shop/app", "1.2", "one");
        registry.restartWithLogin();
        assertThat(source("shop/app:1.2", "credentialsId", "good").newest().id())
                .isEqualTo(digest);
        assertDenied("bad");
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> source("shop/app:1.2").newest())
                .withMessageContaining("it wants a login. Name one with `credentialsId`.");
    }

    private void assertDenied(String credentialsId) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() ->
                        source("shop/app:1.2", "credentialsId", credentialsId).newest())
                .withMessageContaining("the login of 'reader' is wrong, has expired, or may not read it")
                .satisfies(e -> {
                    assertThat(e.failure().code()).isEqualTo(ActionFailure.PERMISSION);
                    assertThat(e.getMessage()).doesNotContain("open barley");
                });
    }

    @Test
    public void aLoginThatIsNotThereIsSaidByItsName() {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(
                        () -> source("shop/app:1.2", "credentialsId", "nobody").newest())
                .withMessageContaining("There is no login 'nobody' for the registry " + registry.host());
    }

    @Test
    public void asksNoAddressThatTheHostForbids() throws Exception {
        var forbidding = new ImageSource(
                Map.of("image", registry.host() + "/shop/app:1.2"), RegistryLogins.of(GitCredentials.NONE), address -> {
                    throw new IOException(address.getHost() + " is not allowed");
                });
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(forbidding::newest)
                .withMessage("127.0.0.1 is not allowed");
    }

    @Test
    public void asksNoTokenOfAnAuthorityThatTheHostForbids() throws Exception {
        registry.push("shop/app", "1.2", "one");
        try (var authority = new TokenAuthority(registry.folder())) {
            registry.restart(authority.configuration());
            var own = registry.host();
            var strict = new ImageSource(
                    Map.of("image", own + "/shop/app:1.2", "credentialsId", "good"),
                    RegistryLogins.of(this::login),
                    address -> {
                        if (!address.getAuthority().equals(own)) {
                            throw new IOException(address.getAuthority() + " is not allowed");
                        }
                    });
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(strict::newest)
                    .withMessageContaining("is not allowed");
            assertThat(authority.asked).isEqualTo(List.of());
        }
    }
}
