package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.validation.ElementPath;
import io.jenkins.plugins.stagegate.validation.Finding;
import java.util.Map;

/** Where the parts of a pipeline stand in the text that it was read from. The model itself carries no positions. */
public final class Positions {
    private final SourceText source;
    private final Map<ElementPath, Position> marks;

    Positions(SourceText source, Map<ElementPath, Position> marks) {
        this.source = source;
        this.marks = marks;
    }

    /** Where that part stands, or else the nearest part around it that stands somewhere. */
    public Position of(ElementPath path) {
        Position mark = marks.get(path);
        return mark != null ? mark : path.parent().map(this::of).orElseGet(source::start);
    }

    /** Where the finding's excerpt stands, or the part that it is about. */
    public Position of(Finding finding) {
        Position position = of(finding.path());
        return finding.excerpt().map(excerpt -> source.find(excerpt, position)).orElse(position);
    }
}
