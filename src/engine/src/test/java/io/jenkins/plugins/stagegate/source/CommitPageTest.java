package io.jenkins.plugins.stagegate.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class CommitPageTest {
    private static final String ID = "8f3c2ad";

    @Test
    public void isThatOfGitHubHoweverItsRepositoryIsAddressed() {
        for (String address : new String[] {
            "https://github.com/acme/shop.git",
            "https://github.com/acme/shop",
            "https://github.com/acme/shop/",
            "https://token@github.com/acme/shop.git",
            "git@github.com:acme/shop.git",
            "ssh://git@github.com/acme/shop.git",
            "ssh://git@github.com:22/acme/shop.git"
        }) {
            assertThat(CommitPage.of(address, ID)).as(address).contains("https://github.com/acme/shop/commit/8f3c2ad");
        }
    }

    @Test
    public void isThatOfAServerWhoseNameTellsWhatItIs() {
        assertPage("https://gitlab.com/acme/apps/shop.git", "https://gitlab.com/acme/apps/shop/-/commit/8f3c2ad");
        assertPage("git@gitlab.example.com:acme/shop.git", "https://gitlab.example.com/acme/shop/-/commit/8f3c2ad");
        assertPage("http://github.example.com/acme/shop", "http://github.example.com/acme/shop/commit/8f3c2ad");
        assertPage(
                "https://gitea.example.com:3000/acme/shop.git",
                "https://gitea.example.com:3000/acme/shop/commit/8f3c2ad");
        assertPage("https://codeberg.org/acme/shop.git", "https://codeberg.org/acme/shop/commit/8f3c2ad");
        assertPage("https://forgejo.example.com/acme/shop", "https://forgejo.example.com/acme/shop/commit/8f3c2ad");
        assertPage(
                "https://acme@dev.azure.com/acme/shop/_git/web",
                "https://dev.azure.com/acme/shop/_git/web/commit/8f3c2ad");
    }

    @Test
    public void isThatOfBitbucketInTheCloudAndAtHome() {
        assertPage("https://bitbucket.org/acme/shop.git", "https://bitbucket.org/acme/shop/commits/8f3c2ad");
        assertPage(
                "https://bitbucket.example.com/scm/SHOP/web.git",
                "https://bitbucket.example.com/projects/SHOP/repos/web/commits/8f3c2ad");
        assertPage(
                "ssh://git@bitbucket.example.com:7999/SHOP/web.git",
                "https://bitbucket.example.com/projects/SHOP/repos/web/commits/8f3c2ad");
        assertPage(
                "https://bitbucket.example.com/scm/~ada/web.git",
                "https://bitbucket.example.com/users/ada/repos/web/commits/8f3c2ad");
    }

    @Test
    public void isInTheConsoleForCodeCommit() {
        var page =
                "https://eu-west-1.console.aws.amazon.com/codesuite/codecommit/repositories/shop/commit/8f3c2ad?region=eu-west-1";
        assertPage("https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/shop", page);
        assertPage("ssh://APKA@git-codecommit.eu-west-1.amazonaws.com/v1/repos/shop", page);
        assertPage("codecommit::eu-west-1://release@shop", page);
    }

    @Test
    public void isNowhereForAFolderAndForAServerThatIsNotKnown() {
        for (String address : new String[] {
            "/srv/git/shop.git", "file:///srv/git/shop.git", "../shop", "https://git.example.com/acme/shop.git", ""
        }) {
            assertThat(CommitPage.of(address, ID)).as(address).isEmpty();
        }
    }

    private static void assertPage(String address, String page) {
        assertThat(CommitPage.of(address, ID)).as(address).contains(page);
    }
}
