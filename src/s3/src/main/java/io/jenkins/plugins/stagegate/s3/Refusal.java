package io.jenkins.plugins.stagegate.s3;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.object.StoreException;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What it means that a store refuses something, and how to mend it; the codes are those of S3's page "Error responses".
 *
 * @param failure the code of the failure
 * @param mend sentences for people
 */
record Refusal(String failure, String mend) {
    private static final Pattern EXPECTED = Pattern.compile("expecting '([a-z0-9-]+)'");

    /** The message of a refusal. */
    static StoreException of(String store, String what, S3Exception e) {
        var refusal = of(what, e);
        var said = e.statusCode()
                + (code(e).isEmpty()
                        ? ""
                        : " " + code(e) + ": " + e.awsErrorDetails().errorMessage());
        return new StoreException(
                refusal.failure(), store + " did not " + what + " (" + said + "). " + refusal.mend(), e);
    }

    /** Whether it only means that there is no such object or version. */
    static boolean meansAbsent(S3Exception e, boolean version) {
        return switch (code(e)) {
            case "NoSuchBucket" -> false;
            case "NoSuchKey", "NoSuchVersion" -> true;
            case "InvalidArgument" -> version; // such an id no version can have
            default -> e.statusCode() == 404 || (e.statusCode() == 400 && code(e).isEmpty() && version);
        };
    }

    private static Refusal of(String what, S3Exception e) {
        return switch (code(e)) {
            case "NoSuchBucket" ->
                new Refusal(
                        ActionFailure.CONFIGURATION,
                        "There is no such bucket. Check its name, and the `endpoint` if it is not one of AWS; or create it.");
            case "PermanentRedirect",
                    "TemporaryRedirect",
                    "AuthorizationHeaderMalformed",
                    "IllegalLocationConstraintException" -> new Refusal(ActionFailure.CONFIGURATION, elsewhere(e));
            case "InvalidAccessKeyId" ->
                new Refusal(
                        ActionFailure.PERMISSION,
                        "There is no access key of that id: it is mistyped, was deleted or deactivated, or belongs to another store."
                                + " Correct the user of the login; with a temporary key, renew it.");
            case "SignatureDoesNotMatch" ->
                new Refusal(
                        ActionFailure.PERMISSION,
                        "The secret is not that of the access key. Copy it anew into the password of the login, without"
                                + " spaces around it.");
            case "ExpiredToken", "InvalidToken", "TokenRefreshRequired" ->
                new Refusal(
                        ActionFailure.PERMISSION,
                        "The login is a temporary one, and has expired or was cut short. Renew it: id, secret and session token"
                                + " belong together.");
            case "RequestTimeTooSkewed" ->
                new Refusal(
                        ActionFailure.SYSTEM_UNAVAILABLE,
                        "The clock of this machine and that of the store are too far apart. Set the clock, then retry the stage.");
            case "SlowDown", "TooManyRequests", "ServiceUnavailable", "RequestLimitExceeded" ->
                new Refusal(
                        ActionFailure.SYSTEM_UNAVAILABLE,
                        "It is asked too much at the moment. Retry the stage in a while.");
            case "KMS.DisabledException", "KMS.NotFoundException", "KMS.KMSInvalidStateException" ->
                new Refusal(
                        ActionFailure.CONFIGURATION,
                        "The key of KMS is disabled, waits for its deletion, or is not in the bucket's region. Enable it, or"
                                + " name another `kmsKey`.");
            default -> byStatus(what, e);
        };
    }

    private static Refusal byStatus(String what, S3Exception e) {
        return switch (e.statusCode()) {
            case 401, 403 ->
                new Refusal(
                        ActionFailure.PERMISSION,
                        "The login may not do that, or not yet, or is wrong, or has expired. It needs " + rights(what)
                                + ". Whoever may not list a bucket (`s3:ListBucket`) is told the same of what is not there.");
            case 404 -> new Refusal(ActionFailure.REVISION_UNAVAILABLE, "Check bucket and key.");
            case 301, 307 -> new Refusal(ActionFailure.CONFIGURATION, elsewhere(e));
            case 400 ->
                new Refusal(ActionFailure.CONFIGURATION, "Check the settings of the action, the region among them.");
            case 429 -> new Refusal(ActionFailure.SYSTEM_UNAVAILABLE, "Retry the stage in a while.");
            default ->
                new Refusal(
                        ActionFailure.SYSTEM_UNAVAILABLE, "Retry the stage; if it stays so, ask who runs the store.");
        };
    }

    private static String rights(String what) {
        return switch (what.replaceFirst(" .*", "")) {
            case "write" ->
                "the right `s3:PutObject`, and where a key of KMS encrypts `kms:GenerateDataKey` of that key";
            case "delete" -> "the right `s3:DeleteObject`";
            default ->
                "the right `s3:GetObject`, with versions `s3:GetObjectVersion`, and where a key of KMS encrypts `kms:Decrypt` of"
                        + " that key";
        };
    }

    private static String elsewhere(S3Exception e) {
        var told = Optional.ofNullable(e.awsErrorDetails())
                .flatMap(details -> Optional.ofNullable(details.sdkHttpResponse()))
                .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"));
        var region = told.or(() -> Optional.of(EXPECTED.matcher(String.valueOf(e.getMessage())))
                .filter(java.util.regex.Matcher::find)
                .map(found -> found.group(1)));
        return "The bucket is of another region"
                + region.map(name -> ": write `region: '" + name + "'`.").orElse(": name it with `region`.");
    }

    private static String code(S3Exception e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
    }
}
