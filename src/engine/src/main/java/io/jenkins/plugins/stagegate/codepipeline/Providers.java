package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Stream;

/** Which types of actions and rules there are, and how one adds some. */
final class Providers {
    private static final String UNKNOWN = "ActionTypeNotFoundException";
    private static final int PAGE = 100;

    private Providers() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("ListActionTypes", Providers::actionTypes);
        operations.put("ListRuleTypes", call -> {
            var answer = object();
            Catalogue.ruleTypes().forEach(answer.withArray("ruleTypes")::add);
            return answer;
        });
        operations.put("CreateCustomActionType", Providers::create);
        operations.put("DeleteCustomActionType", call -> {
            call.account().requireControl();
            call.account().actionTypes().delete(custom(call.input()));
            return object();
        });
        // Both are about types that a partner has registered, and there are no partners here.
        operations.put("GetActionType", call -> {
            throw unknown(call.input());
        });
        operations.put("UpdateActionType", call -> {
            throw unknown((ObjectNode) call.input().at("/actionType/id"));
        });
    }

    private static ServiceException unknown(ObjectNode type) {
        return new ServiceException(
                UNKNOWN,
                "ActionType (Category: '" + type.path("category").asText() + "', Provider: '"
                        + type.path("provider").asText() + "', Owner: '"
                        + type.path("owner").asText() + "', Version: '"
                        + type.path("version").asText() + "') is not available");
    }

    private static ObjectNode actionTypes(Call call) throws ServiceException {
        var owner = call.optional("actionOwnerFilter");
        var all = Stream.concat(
                        Catalogue.actionTypes().stream(),
                        call.account().actionTypes().list().stream().map(CustomTypes::write))
                .filter(type -> owner.isEmpty()
                        || owner.get().equals(type.at("/id/owner").asText()))
                .toList();
        int from = Pages.place(call, Integer::parseUnsignedInt).orElse(0);
        var places = new ArrayList<Integer>();
        for (int i = from; i < all.size(); i++) {
            places.add(i);
        }
        var page = Pages.cut(call, places.iterator(), place -> String.valueOf(place + 1), PAGE);
        var answer = object();
        answer.putArray("actionTypes");
        page.elements().forEach(place -> answer.withArray("actionTypes").add(all.get(place)));
        return page.end(answer, "nextToken");
    }

    private static ObjectNode create(Call call) throws ServiceException, CommandRefusedException, IOException {
        call.account().requireControl();
        var tags = Tags.read(call.input().path("tags"));
        var type = CustomTypes.read(call.input(), custom(call.input()), tags);
        call.account().actionTypes().create(type);
        Tags.put(call.account(), Tags.actionType(type.type()), tags);
        var answer = object();
        answer.set("actionType", CustomTypes.write(type));
        answer.set("tags", Tags.write(tags));
        return answer;
    }

    private static ActionType custom(ObjectNode id) {
        return new ActionType(
                category(id.path("category").asText()),
                "Custom",
                id.path("provider").asText(),
                id.path("version").asText());
    }

    static ActionCategory category(String label) {
        return Stream.of(ActionCategory.values())
                .filter(category -> category.label().equals(label))
                .findFirst()
                .orElseThrow();
    }
}
