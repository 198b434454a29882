package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.validation.ElementPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects where the parts of a pipeline stand. */
final class Marks {
    private final Map<ElementPath, Position> marks = new HashMap<>();

    void set(ElementPath path, Position position) {
        marks.put(path, position);
    }

    /** Marks the elements of a list, of which the first that is given has that index; gives them back without positions. */
    List<String> items(ElementPath owner, String list, int index, List<Located<String>> items) {
        for (int i = 0; i < items.size(); i++) {
            set(owner.item(list, index + i), items.get(i).at());
        }
        return items.stream().map(Located::value).toList();
    }

    Map<ElementPath, Position> all() {
        return Map.copyOf(marks);
    }
}
