package io.jenkins.plugins.stagegate.trigger;

import java.util.List;
import java.util.Set;

/**
 * What a delivery says.
 *
 * @param repositories addresses of the one repository that it is about
 * @param news none if it is about nothing that triggers know
 * @param remark why there is none; empty if there is
 */
public record Heard(Set<String> repositories, List<News> news, String remark) {
    public Heard {
        repositories = Set.copyOf(repositories);
        news = List.copyOf(news);
    }

    static Heard nothing(String why) {
        return new Heard(Set.of(), List.of(), why);
    }

    /** What became of branches and tags. */
    static Heard moves(Set<String> repository, List<News> news) {
        return news.isEmpty()
                ? nothing("no branch or tag got a commit: something was deleted")
                : new Heard(repository, news, "");
    }

    /** Whether it is about the repository at an address, however that is spelled. */
    public boolean isAbout(String address) {
        return repositories.stream().anyMatch(one -> RepositoryAddress.same(one, address));
    }

    /** Whether it may be about the repository at an address, whatever the ports: a reason to look, and none to believe. */
    public boolean mayBeAbout(String address) {
        return repositories.stream().anyMatch(one -> RepositoryAddress.alike(one, address));
    }
}
