package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.wording.Nearest;
import java.util.Optional;

/** Compares a call with the form of its word. */
final class FormCheck {
    private final Form form;
    private final Call call;
    private final Problems problems;

    FormCheck(Form form, Call call, Problems problems) {
        this.form = form;
        this.call = call;
        this.problems = problems;
    }

    void check() {
        values();
        call.named().forEach(this::setting);
        boolean misplacedValue = form.value().isEmpty() && !call.values().isEmpty();
        for (String name : form.required()) {
            if (!call.named().containsKey(name) && !misplacedValue) {
                problems.add(
                        "setting-missing",
                        call.at(),
                        call.word(),
                        name,
                        form.settings().get(name).expected());
            }
        }
        if (form.others().isPresent()
                && form.settings().isEmpty()
                && form.value().isEmpty()
                && call.named().isEmpty()) {
            problems.add(
                    "setting-missing",
                    call.at(),
                    call.word(),
                    "NAME",
                    form.others().get().expected());
        }
        if (form.block() && call.block().isEmpty()) {
            problems.add("block-missing", call.at(), call.word());
        }
        if (!form.block() && call.block().isPresent()) {
            problems.add("block-unexpected", call.at(), call.word());
        }
    }

    private void values() {
        if (form.value().isEmpty()) {
            call.values().stream()
                    .findFirst()
                    .ifPresent(value -> problems.add("value-unexpected", value.at(), call.word(), settings()));
            return;
        }
        Kind<?> kind = form.value().get();
        if (call.values().isEmpty()) {
            problems.add("value-expected", call.at(), call.word(), kind.expected());
        }
        for (int i = 0; i < call.values().size(); i++) {
            Value value = call.values().get(i);
            if (i < form.most()) {
                value(kind, value, call.word());
            } else {
                problems.add("value-too-many", value.at(), call.word(), bracketed());
            }
        }
    }

    /** What to do if the values are meant for a setting. */
    private String bracketed() {
        return call.named().keySet().stream()
                .findFirst()
                .map(name -> "Several for `%s:` stand in brackets: %s: ['...', '...'].".formatted(name, name))
                .orElse("");
    }

    private void setting(String name, Call.Named named) {
        Optional<Kind<?>> kind =
                Optional.<Kind<?>>ofNullable(form.settings().get(name)).or(form::others);
        if (kind.isEmpty()) {
            problems.add(
                    "setting-unknown",
                    named.at(),
                    call.word(),
                    name,
                    settings(),
                    Nearest.suggestion(name, form.settings().keySet()));
        } else {
            value(kind.get(), named.value(), name + ":");
        }
    }

    private String settings() {
        return form.settings().isEmpty()
                ? "nothing with a name"
                : String.join(
                        ", ",
                        form.settings().keySet().stream()
                                .map(name -> name + ":")
                                .toList());
    }

    private void value(Kind<?> kind, Value value, String taker) {
        if (kind.of(value).isEmpty()) {
            problems.add(
                    "value-wrong",
                    value.at(),
                    taker,
                    kind.expected(),
                    kind.hint().apply(value));
        }
    }
}
