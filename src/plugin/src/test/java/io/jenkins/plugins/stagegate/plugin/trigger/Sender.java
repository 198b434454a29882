package io.jenkins.plugins.stagegate.plugin.trigger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who sends the hook of a push to {@code main}, as each of the providers does it. */
enum Sender {
    GITHUB("github", "X-Hub-Signature-256: sha256=HMAC", "X-GitHub-Event: push", "X-GitHub-Delivery: ID") {
        @Override
        String body(String address, String before, String after) {
            return """
                    {"ref": "refs/heads/main", "before": "%s", "after": "%s", "deleted": false, "head_commit": {"id": "%s"},
                     "repository": {"full_name": "example/shop", "clone_url": "%s", "ssh_url": "git@git.example.com:example/shop.git"}}
                    """
                    .formatted(before, after, after, address);
        }
    },
    GITLAB("gitlab", "X-Gitlab-Token: SECRET", "X-Gitlab-Event: Push Hook", "Idempotency-Key: ID") {
        @Override
        String body(String address, String before, String after) {
            return """
                    {"object_kind": "push", "ref": "refs/heads/main", "before": "%s", "after": "%s", "checkout_sha": "%s",
                     "project": {"id": 15, "git_http_url": "%s", "git_ssh_url": "git@git.example.com:example/shop.git"}}
                    """
                    .formatted(before, after, after, address);
        }
    },
    BITBUCKET_CLOUD("bitbucket", "X-Hub-Signature: sha256=HMAC", "X-Event-Key: repo:push", "X-Request-UUID: ID") {
        @Override
        String address(String shop) {
            return "https://bitbucket.org/example/shop.git";
        }

        @Override
        String body(String address, String before, String after) {
            return """
                    {"repository": {"type": "repository", "full_name": "example/shop"},
                     "push": {"changes": [{"new": {"type": "branch", "name": "main", "target": {"hash": "%s"}},
                                           "old": {"type": "branch", "name": "main", "target": {"hash": "%s"}}}]}}
                    """
                    .formatted(after, before);
        }
    },
    BITBUCKET_DATA_CENTER(
            "bitbucket", "X-Hub-Signature: sha256=HMAC", "X-Event-Key: repo:refs_changed", "X-Request-Id: ID") {
        @Override
        String body(String address, String before, String after) {
            return """
                    {"eventKey": "repo:refs_changed",
                     "repository": {"slug": "shop", "links": {"clone": [{"href": "%s", "name": "http"}]}},
                     "changes": [{"ref": {"id": "refs/heads/main"}, "fromHash": "%s", "toHash": "%s", "type": "UPDATE"}]}
                    """
                    .formatted(address, before, after);
        }
    },
    GITEA("gitea", "X-Gitea-Signature: HMAC", "X-Gitea-Event: push", "X-Gitea-Delivery: ID") {
        @Override
        String body(String address, String before, String after) {
            return GITHUB.body(address, before, after);
        }
    },
    /** It sends its own headers, and those of its ancestors. */
    FORGEJO(
            "gitea",
            "X-Gitea-Signature: HMAC",
            "X-Forgejo-Signature: HMAC",
            "X-Forgejo-Event: push",
            "X-Gitea-Event: push",
            "X-Forgejo-Delivery: ID",
            "X-Gitea-Delivery: ID") {
        @Override
        String body(String address, String before, String after) {
            return GITHUB.body(address, before, after);
        }
    },
    /** EventBridge posts the event as it is, and names no delivery. */
    CODECOMMIT("codecommit", "Authorization: Bearer SECRET") {
        @Override
        String address(String shop) {
            return "https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/shop";
        }

        @Override
        String body(String address, String before, String after) {
            return """
                    {"version": "0", "detail-type": "CodeCommit Repository State Change", "source": "aws.codecommit",
                     "region": "eu-central-1", "detail": {"event": "referenceUpdated", "repositoryName": "shop",
                       "referenceFullName": "refs/heads/main", "commitId": "%s", "oldCommitId": "%s"}}
                    """
                    .formatted(after, before);
        }
    },
    GENERIC_SIGNED("generic", "X-Stage-Gate-Signature: sha256=HMAC", "X-Stage-Gate-Delivery: ID") {
        @Override
        String body(String address, String before, String after) {
            return """
                    {"repository": "%s", "branch": "main", "before": "%s", "commit": "%s"}
                    """
                    .formatted(address, before, after);
        }
    },
    GENERIC("generic", "Authorization: Bearer SECRET", "X-Stage-Gate-Delivery: ID") {
        @Override
        String body(String address, String before, String after) {
            return GENERIC_SIGNED.body(address, before, after);
        }
    };

    private final String path;
    private final List<String> headers;

    Sender(String path, String... headers) {
        this.path = path;
        this.headers = List.of(headers);
    }

    /** The last part of the address that it sends to. */
    String path() {
        return path;
    }

    /** The repository's address: that of the shop, unless the provider has but one server, where no test may go. */
    String address(String shop) {
        return shop;
    }

    abstract String body(String address, String before, String after);

    /** Names and values, one after the other. */
    String[] headers(String body, String secret, String id) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        var all = new ArrayList<String>();
        for (String header : headers) {
            var parts = header.split(": ", 2);
            all.add(parts[0]);
            all.add(parts[1].replace("HMAC", signature)
                    .replace("SECRET", secret)
                    .replaceFirst("^ID$", id));
        }
        return all.toArray(String[]::new);
    }
}
