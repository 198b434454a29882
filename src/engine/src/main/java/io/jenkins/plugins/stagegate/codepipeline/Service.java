package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Carries out calls: request held against its shape, operation, answer in its shape. May be used by any thread. */
public final class Service {
    /** The start of the header {@code X-Amz-Target}. */
    private static final String PREFIX = "CodePipeline_20150709.";
    /** Errors that every operation may answer with. */
    private static final String DENIED = "AccessDeniedException";

    private static final int FORBIDDEN = 400;

    private final Account account;
    private final Map<String, Operation> operations = Operations.ALL;
    private final Projection projection = new Projection(Shapes.ALL);

    public Service(Account account) {
        this.account = account;
    }

    /**
     * Carries out a call.
     *
     * @param target the header {@code X-Amz-Target}
     * @param by who is known to have sent it
     * @return the answer; nothing for operations without one
     */
    public Optional<ObjectNode> call(String target, byte[] body, Actor by) throws ServiceException, IOException {
        var name = operation(target).orElse("");
        var signature = Shapes.ALL
                .operation(name)
                .orElseThrow(() ->
                        new ServiceException("UnknownOperationException", "There is no operation '" + target + "'."));
        var input = Types.read(Shapes.ALL, signature.input(), body);
        Constraints.check(Shapes.ALL, signature.input(), input);
        try {
            var answer = operations.get(name).answer(new Call(name, input, by, account));
            return signature.output().map(shape -> projection.of(shape, answer));
        } catch (InvalidRequestException e) {
            throw ServiceException.invalid(e.getMessage());
        } catch (CommandRefusedException e) {
            throw refused(signature, e.refusal().code(), e.getMessage());
        }
    }

    /** An error that clients do not know of this operation would be none to them. */
    private static ServiceException refused(Shapes.Signature signature, String code, String message) {
        if (code.equals(DENIED)) {
            return new ServiceException(code, message, FORBIDDEN);
        }
        return new ServiceException(signature.errors().contains(code) ? code : "ValidationException", message);
    }

    private static Optional<String> operation(String target) {
        return target.startsWith(PREFIX) ? Optional.of(target.substring(PREFIX.length())) : Optional.empty();
    }

    /** Whether the call changes nothing, so that it may come twice. */
    static boolean reads(String target) {
        return operation(target)
                .filter(name -> name.startsWith("Get") || name.startsWith("List"))
                .isPresent();
    }
}
