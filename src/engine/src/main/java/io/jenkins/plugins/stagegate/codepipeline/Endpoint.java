package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.AccessKey;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.RefusedSignatureException;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.SignedRequest;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.Verifier;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The service behind HTTP: whoever has signed a request gets an answer, and everybody else an error in the service's form. */
public final class Endpoint {
    /** The service that signatures are made for. */
    public static final String SERVICE = "codepipeline";
    /** The longest body, in bytes. */
    public static final int LONGEST = 1 << 20;

    private static final Logger LOGGER = Logger.getLogger(Endpoint.class.getName());
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int FAILURE = 500;

    private final Verifier verifier;
    private final Caller caller;

    /** Carries out the calls of somebody who is known by a key. */
    @FunctionalInterface
    public interface Caller {
        /**
         * Calls the {@link Service} in the name of the key's owner.
         *
         * @return as {@link Service#call} does
         */
        Optional<ObjectNode> call(AccessKey key, String target, byte[] body) throws ServiceException, IOException;
    }

    public Endpoint(Verifier verifier, Caller caller) {
        this.verifier = verifier;
        this.caller = caller;
    }

    /** Answers a request, whatever it is. A body longer than {@link #LONGEST} may be handed over cut. */
    public Reply answer(SignedRequest request) {
        var id = UUID.randomUUID().toString();
        try {
            if (request.body().length > LONGEST) {
                throw new ServiceException(
                        "RequestEntityTooLargeException", "The body has more than " + LONGEST + " bytes.", TOO_LARGE);
            }
            return new Reply(OK, id, perform(request));
        } catch (RefusedSignatureException e) {
            return error(id, BAD_REQUEST, e.code(), e.getMessage());
        } catch (ServiceException e) {
            return error(id, e.status(), e.code(), e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "The request " + id + " failed", e);
            return error(id, FAILURE, "InternalFailure", "The request failed here. The log has it as " + id + ".");
        }
    }

    private String perform(SignedRequest request) throws RefusedSignatureException, ServiceException, IOException {
        var target = request.header("x-amz-target").orElse("");
        var key = verifier.verify(request, !Service.reads(target));
        if (!request.header("content-type").orElse("").startsWith(Reply.CONTENT_TYPE)) {
            throw new ServiceException(
                    "UnknownOperationException", "A request is of the type " + Reply.CONTENT_TYPE + ".");
        }
        return caller.call(key, target, request.body())
                .map(ObjectNode::toString)
                .orElse("");
    }

    private static Reply error(String id, int status, String code, String message) {
        return new Reply(
                status,
                id,
                Operation.object().put("__type", code).put("message", message).toString());
    }
}
