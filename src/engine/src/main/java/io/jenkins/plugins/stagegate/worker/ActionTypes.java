package io.jenkins.plugins.stagegate.worker;

import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The custom action types that a host knows, durable. All methods may be called by any thread. */
public interface ActionTypes {
    /**
     * Makes a type known: {@code CreateCustomActionType}.
     *
     * @throws CommandRefusedException with {@code ValidationException} if the type makes no sense, is known already or was
     *     deleted, and {@code LimitExceededException} if there are 50
     * @throws IOException if it could not be stored; it is not known then
     */
    void create(CustomActionType type) throws CommandRefusedException, IOException;

    /**
     * Deletes a type: {@code DeleteCustomActionType}. Pipelines that use it stay as they are, and so do their jobs; but
     * nobody is told of those any more. The same category, provider and version cannot be created again.
     *
     * @param type a type that is not known is no error, as with the service
     */
    void delete(ActionType type) throws IOException;

    /** The types that are known, in the order in which they were created. */
    List<CustomActionType> list();

    /** The known type of that category, provider and version. */
    default Optional<CustomActionType> find(ActionType type) {
        return list().stream().filter(known -> known.type().equals(type)).findFirst();
    }
}
