package io.jenkins.plugins.stagegate.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members of a request's JSON body, checked as they are read. */
final class Request {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final JsonNode body;

    private Request(JsonNode body) {
        this.body = body;
    }

    static Request parse(String json) throws InvalidRequestException {
        try {
            var body = MAPPER.readTree(json);
            if (body == null || !body.isObject()) {
                throw new InvalidRequestException("The body must be a JSON object.");
            }
            return new Request(body);
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    Request object(String name) throws InvalidRequestException {
        var value = body.path(name);
        if (!value.isObject()) {
            throw new InvalidRequestException("'" + name + "' must be given, as an object.");
        }
        return new Request(value);
    }

    String text(String name) throws InvalidRequestException {
        return optional(name).orElseThrow(() -> new InvalidRequestException("'" + name + "' must be given."));
    }

    Optional<String> optional(String name) throws InvalidRequestException {
        var value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new InvalidRequestException("'" + name + "' must be a text.");
        }
        return Optional.of(value.textValue());
    }

    boolean flag(String name) throws InvalidRequestException {
        var value = body.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw new InvalidRequestException("'" + name + "' must be true or false.");
        }
        return value.booleanValue();
    }

    <E extends Enum<E>> E choice(String name, Map<String, E> choices) throws InvalidRequestException {
        var value = text(name);
        var choice = choices.get(value);
        if (choice == null) {
            throw new InvalidRequestException(
                    "'" + name + "' is one of " + choices.keySet() + ", not '" + value + "'.");
        }
        return choice;
    }

    /** A member that is an object of texts. */
    Map<String, String> texts(String name) throws InvalidRequestException {
        var texts = new LinkedHashMap<String, String>();
        var value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return texts;
        }
        var inner = object(name);
        for (var names = inner.body.fieldNames(); names.hasNext(); ) {
            var key = names.next();
            texts.put(key, inner.text(key));
        }
        return texts;
    }

    /** A member that is a list of texts, each of which is {@code what}. */
    List<String> list(String name, String what) throws InvalidRequestException {
        var found = new ArrayList<String>();
        for (JsonNode one : body.path(name)) {
            if (!one.isTextual()) {
                throw new InvalidRequestException("'" + name + "' must be a list, and each of it " + what + ".");
            }
            found.add(one.textValue());
        }
        return found;
    }

    /** A member that is a list of objects. */
    List<Request> list(String name) throws InvalidRequestException {
        var value = body.path(name);
        var found = new ArrayList<Request>();
        if (value.isMissingNode() || value.isNull()) {
            return found;
        }
        if (!value.isArray()) {
            throw new InvalidRequestException("'" + name + "' must be a list.");
        }
        for (JsonNode one : value) {
            if (!one.isObject()) {
                throw new InvalidRequestException("'" + name + "' must be a list of objects.");
            }
            found.add(new Request(one));
        }
        return found;
    }
}
