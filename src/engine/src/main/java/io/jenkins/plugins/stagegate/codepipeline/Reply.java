package io.jenkins.plugins.stagegate.codepipeline;

/**
 * An answer as it goes over HTTP, of type {@value #CONTENT_TYPE}.
 *
 * @param status as in HTTP
 * @param body JSON, or empty for an operation that answers with nothing
 */
public record Reply(int status, String requestId, String body) {
    public static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    /** The header that carries the id, by which people find a request again. */
    public static final String REQUEST_ID = "x-amzn-RequestId";
}
