package io.jenkins.plugins.stagegate.trigger;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who sends hooks. */
public enum Provider {
    GITHUB("X-GitHub-Event", "X-GitHub-Delivery", ""),
    GITLAB("X-Gitlab-Event", "Idempotency-Key", "X-Gitlab-Event-UUID"),
    /** Cloud and Data Center. */
    BITBUCKET("X-Event-Key", "X-Request-UUID", "X-Request-Id"),
    /** Gitea and Forgejo. */
    GITEA("X-Gitea-Event", "X-Gitea-Delivery", ""),
    /** Through an API destination of EventBridge. */
    CODECOMMIT("", "X-Stage-Gate-Delivery", ""),
    /** Whoever sends our own small form. */
    GENERIC("", "X-Stage-Gate-Delivery", "");

    private final String eventHeader;
    private final String idHeader;
    private final String olderIdHeader;

    Provider(String eventHeader, String idHeader, String olderIdHeader) {
        this.eventHeader = eventHeader;
        this.idHeader = idHeader;
        this.olderIdHeader = olderIdHeader;
    }

    /** The provider of that name in lower case, as addresses have it. */
    public static Optional<Provider> named(String name) {
        return Stream.of(values()).filter(one -> one.path().equals(name)).findFirst();
    }

    /** Its name in addresses. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The header that names the event; empty if the body does. */
    String eventHeader() {
        return eventHeader;
    }

    /** The headers that may hold the delivery's id; the first that is there counts. */
    Stream<String> idHeaders() {
        return Stream.of(idHeader, olderIdHeader).filter(name -> !name.isEmpty());
    }
}
