package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.ActionType;
import java.util.List;
import java.util.Map;

/** The settings behind {@code s3}, in sources and in actions that do something. */
final class ObjectWords {
    private static final List<String> ALL = List.of(
            "bucket",
            "key",
            "anyKey",
            "unpack",
            "extract",
            "acl",
            "cacheControl",
            "encryption",
            "kmsKey",
            "region",
            "endpoint",
            "credentialsId");

    private ObjectWords() {}

    static void source(ActionDraft draft, Arguments arguments) {
        object(
                draft,
                arguments,
                Map.of("bucket", "S3Bucket", "key", "S3ObjectKey", "anyKey", "AllowOverrideForS3ObjectKey"));
    }

    static void deployment(ActionDraft draft, Arguments arguments) {
        object(
                draft,
                arguments,
                Map.of(
                        "bucket", "BucketName",
                        "key", "ObjectKey",
                        "acl", "CannedACL",
                        "kmsKey", "KMSEncryptionKeyARN"));
    }

    /** CodePipeline's names of settings; what has none here is called as our own word is, with a capital letter. */
    private static void object(ActionDraft draft, Arguments arguments, Map<String, String> names) {
        if (draft.does("s3", arguments)) {
            draft.provider(ActionType.S3);
            for (String word : ALL) {
                var name = names.getOrDefault(word, Character.toUpperCase(word.charAt(0)) + word.substring(1));
                arguments
                        .get(word, Kind.SCALAR)
                        .ifPresent(value -> draft.configure(name, new Located<>(value, arguments.at(word))));
            }
        }
    }
}
