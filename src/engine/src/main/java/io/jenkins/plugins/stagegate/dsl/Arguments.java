package io.jenkins.plugins.stagegate.dsl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What follows a word, as its meaning needs it. What is of the wrong form is left out here; it is among the problems. */
final class Arguments {
    private final Call call;
    private final Form form;
    private final Problems problems;

    Arguments(Call call, Form form, Problems problems) {
        this.call = call;
        this.form = form;
        this.problems = problems;
    }

    Position at() {
        return call.at();
    }

    /** The first value without a name. */
    <T> Optional<T> first(Kind<T> kind) {
        return call.values().stream().findFirst().flatMap(kind::of);
    }

    /** The first value, a text; empty if it is missing. */
    String name() {
        return first(Kind.TEXT).orElse("");
    }

    /** Where the first value stands; the word if there is none. */
    Position atFirst() {
        return call.values().isEmpty() ? call.at() : call.values().get(0).at();
    }

    <T> List<Located<T>> all(Kind<T> kind) {
        return call.values().stream()
                .flatMap(value -> kind.of(value).map(one -> new Located<>(one, value.at())).stream())
                .toList();
    }

    /** All texts, those in lists included. */
    List<Located<String>> texts() {
        return call.values().stream()
                .flatMap(value -> Kind.TEXTS.of(value).stream())
                .flatMap(List::stream)
                .toList();
    }

    <T> Optional<T> get(String name, Kind<T> kind) {
        return Optional.ofNullable(call.named().get(name)).flatMap(named -> kind.of(named.value()));
    }

    List<Located<String>> texts(String name) {
        return get(name, Kind.TEXTS).orElse(List.of());
    }

    /** Where the named value stands; the word if there is none. */
    Position at(String name) {
        return call.named().containsKey(name) ? call.named().get(name).value().at() : call.at();
    }

    /** The names of all named values, in the author's order. */
    List<String> names() {
        return List.copyOf(call.named().keySet());
    }

    /** Where that name stands; the word if it is not given. */
    Position atName(String name) {
        return call.named().containsKey(name) ? call.named().get(name).at() : call.at();
    }

    /** The named values whose names the form does not know, as texts. */
    Map<String, Located<String>> others() {
        var others = new LinkedHashMap<String, Located<String>>();
        call.named().forEach((name, named) -> {
            if (!form.settings().containsKey(name)) {
                Kind.SCALAR
                        .of(named.value())
                        .ifPresent(text -> others.put(
                                name, new Located<>(text, named.value().at())));
            }
        });
        return others;
    }

    /** Reads the block into the draft. */
    <D> void block(Place<D> place, D draft) {
        call.block().ifPresent(block -> place.read(block, draft, problems));
    }

    Optional<Call.Block> block() {
        return call.block();
    }

    Problems problems() {
        return problems;
    }
}
