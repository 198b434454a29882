package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.VariableReferences;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Actions that take or put objects say which, and how. */
final class Objects implements Check {
    private static final List<String> ACLS = List.of(
            "private",
            "public-read",
            "public-read-write",
            "authenticated-read",
            "aws-exec-read",
            "bucket-owner-read",
            "bucket-owner-full-control",
            "log-delivery-write");

    /** Those that S3 encrypts with, the one whose keys nobody names first. */
    private static final List<String> ALGORITHMS = List.of("AES256", "aws:kms", "aws:kms:dsse");

    @Override
    public void check(Pipeline pipeline, Findings findings) {
        for (ActionSite site : ActionSite.of(pipeline)) {
            Action action = site.action();
            if (action.type().provider().equals(ActionType.S3)
                    && action.type().owner().equals("AWS")) {
                boolean source = action.type().category() == ActionCategory.SOURCE;
                bucket(action, source ? "S3Bucket" : "BucketName", site.path(), findings);
                if (source) {
                    if (action.configuration().getOrDefault("S3ObjectKey", "").isEmpty()) {
                        findings.add("s3-key-missing", site.path(), action.name());
                    }
                } else {
                    deployment(action, site.path(), findings);
                }
            }
        }
    }

    private static void bucket(Action action, String setting, ElementPath path, Findings findings) {
        String bucket = action.configuration().getOrDefault(setting, "");
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
                && VariableReferences.in(bucket).isEmpty()) {
            findings.add("s3-bucket", path.entry("configuration", setting), bucket);
        }
    }

    private static void deployment(Action action, ElementPath path, Findings findings) {
        if (action.inputs().size() != 1 || !action.outputs().isEmpty()) {
            findings.add("s3-artifacts", path, action.name());
        }
        if ("false".equalsIgnoreCase(action.configuration().get("Extract"))
                && action.configuration().getOrDefault("ObjectKey", "").isEmpty()) {
            findings.add("s3-key-missing", path, action.name());
        }
        Optional.ofNullable(action.configuration().get("CannedACL"))
                .filter(acl -> !ACLS.contains(acl))
                .ifPresent(acl ->
                        findings.add("s3-acl", path.entry("configuration", "CannedACL"), acl, String.join(", ", ACLS)));
        encryption(action.configuration(), path.entry("configuration", "Encryption"), findings);
    }

    private static void encryption(Map<String, String> configuration, ElementPath path, Findings findings) {
        var algorithm = configuration.get("Encryption");
        if (algorithm == null) {
            return;
        }
        if (!ALGORITHMS.contains(algorithm)) {
            findings.add("s3-encryption", path, algorithm, String.join(", ", ALGORITHMS));
        } else if (algorithm.equals(ALGORITHMS.get(0)) && configuration.containsKey("KMSEncryptionKeyARN")) {
            findings.add("s3-encryption-key", path, algorithm);
        }
    }
}
