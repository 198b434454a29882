package io.jenkins.plugins.stagegate.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class RepositoryNameTest {
    @Test
    public void isOwnerAndNameOnAServer() {
        assertThat(RepositoryName.of("https://git.example.com/acme/shop.git")).isEqualTo("acme/shop");
        assertThat(RepositoryName.of("https://ann@git.example.com:8443/scm/acme/shop/"))
                .isEqualTo("acme/shop");
        assertThat(RepositoryName.of("https://git.example.com/shop")).isEqualTo("shop");
    }

    @Test
    public void isTheNameOfAFolder() {
        assertThat(RepositoryName.of("/srv/git/shop.git")).isEqualTo("shop");
        assertThat(RepositoryName.of("file:///srv/git/shop/.git")).isEqualTo("shop");
        assertThat(RepositoryName.of("../shop")).isEqualTo("shop");
    }
}
