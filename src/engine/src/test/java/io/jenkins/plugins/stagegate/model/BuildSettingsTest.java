package io.jenkins.plugins.stagegate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.Test;

public class BuildSettingsTest {
    private static BuildSettings with(String setting, String value) {
        return new BuildSettings("Package", Map.of(setting, value));
    }

    @Test
    public void aFileMayNameNoSecretUnlessTheDefinitionLetsIt() {
        assertThat(new BuildSettings("Package", Map.of()).allows("/shop/token")).isFalse();
        assertThat(with(BuildSettings.BUILDSPEC, "ci/spec.yml").allows("/shop/token"))
                .isFalse();
    }

    @Test
    public void aStarStandsForAnyCharactersAndAllElseForItself() {
        var settings = with(BuildSettings.ALLOWED, "/shop/*, npm.token,*:cash:*");

        for (String reference : new String[] {"/shop/", "/shop/a/b", "npm.token", "shop:cash:password"}) {
            assertThat(settings.allows(reference)).as(reference).isTrue();
        }
        for (String reference :
                new String[] {"", "/shop", "x/shop/a", "npm-token", "npm.token2", "shop:cash", "/SHOP/a"}) {
            assertThat(settings.allows(reference)).as(reference).isFalse();
        }
    }

    @Test
    public void whatStandsInTheDefinitionNamesWhatItLikes() {
        assertThat(with(BuildSettings.BUILDSPEC, "version: 0.2\nphases: {}").allows("/any"))
                .isTrue();
    }
}
