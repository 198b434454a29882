package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;

/** One operation of the protocol. Its answer may say more than its shape has: the rest is left out. */
@FunctionalInterface
interface Operation {
    ObjectNode answer(Call call) throws ServiceException, InvalidRequestException, CommandRefusedException, IOException;

    /** An object without members yet. */
    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
