package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Long lists in pieces. A token says where the last piece ended, and for which question it was. */
final class Pages {
    private Pages() {}

    /** A piece of a list, and the token for the next one, if there is more. */
    record Page<T>(List<T> elements, Optional<String> next) {
        /** Adds the token to an answer. */
        ObjectNode end(ObjectNode answer, String member) {
            next.ifPresent(token -> answer.put(member, token));
            return answer;
        }
    }

    /**
     * Where the call wants to go on, if it does.
     *
     * @param read reads a place, or throws an {@link IllegalArgumentException}
     */
    static <P> Optional<P> place(Call call, Function<String, P> read) throws ServiceException {
        var token = call.optional("nextToken").or(() -> call.optional("NextToken"));
        if (token.isEmpty()) {
            return Optional.empty();
        }
        var question = question(call) + ":";
        try {
            var said = new String(Base64.getUrlDecoder().decode(token.get()), StandardCharsets.UTF_8);
            if (said.startsWith(question)) {
                return Optional.of(read.apply(said.substring(question.length())));
            }
        } catch (IllegalArgumentException e) {
            // Not one of ours; said below.
        }
        throw new ServiceException(
                "InvalidNextTokenException", "The token is not one that an answer to this same request gave.");
    }

    /**
     * The next piece.
     *
     * @param rest what comes from the token's place on
     * @param place where an element is
     */
    static <T> Page<T> cut(Call call, Iterator<T> rest, Function<T, String> place, int usual) {
        int most = call.most(usual);
        var elements = new ArrayList<T>();
        while (elements.size() < most && rest.hasNext()) {
            elements.add(rest.next());
        }
        if (elements.isEmpty() || !rest.hasNext()) {
            return new Page<>(elements, Optional.empty());
        }
        var last = question(call) + ":" + place.apply(elements.get(elements.size() - 1));
        return new Page<>(
                elements,
                Optional.of(
                        Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8))));
    }

    /** The next piece of what is in the order of its names. */
    static <T> Page<T> byName(Call call, List<T> all, Function<T, String> name, int usual) throws ServiceException {
        var after = place(call, Function.identity());
        var rest = all.stream()
                .filter(one -> after.isEmpty() || name.apply(one).compareTo(after.get()) > 0)
                .iterator();
        return cut(call, rest, name, usual);
    }

    /** What is asked, but for where to go on and how much. */
    private static String question(Call call) {
        var rest = call.input().deepCopy().without(List.of("nextToken", "NextToken", "maxResults", "MaxResults"));
        return call.operation() + Integer.toHexString(rest.hashCode());
    }
}
