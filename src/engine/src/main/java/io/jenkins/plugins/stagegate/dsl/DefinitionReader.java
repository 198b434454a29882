package io.jenkins.plugins.stagegate.dsl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the text of a {@code Jenkinsfile} into a pipeline. The text is never run, nor compiled, nor given to Groovy: it is read
 * as data, whatever it says. Whether the pipeline makes sense is for {@link
 * io.jenkins.plugins.stagegate.validation.Validator} to say.
 */
public final class DefinitionReader {
    private static final Set<String> SCRIPTED =
            Set.of("node", "stage", "timestamps", "properties", "podTemplate", "def", "if", "try");

    private final SourceText source;
    private final Problems problems = new Problems();

    private DefinitionReader(SourceText source) {
        this.source = source;
    }

    /**
     * Reads one definition. Safe for all threads and for any text; takes a time proportional to the text's length.
     *
     * @param fileName how messages call the text
     */
    public static Reading read(String fileName, String text) {
        if (text.length() > Definition.LONGEST) {
            var problems = new Problems();
            problems.add("too-long", new Position(fileName, 1, 1, 1), text.length(), Definition.LONGEST);
            return new Reading.Refused(problems.inOrder());
        }
        return new DefinitionReader(new SourceText(fileName, text)).read();
    }

    private Reading read() {
        List<Token> tokens = new Lexer(source, problems).tokens();
        var draft = new PipelineDraft();
        if (isReleasePipeline(tokens) && new Brackets(source, problems).match(tokens)) {
            Call.Block file = new Parser(source, problems, new Tokens(tokens)).block();
            PipelineWords.FILE.read(file, draft, problems);
        }
        return problems.none()
                ? new Reading.Read(draft.pipeline(), new Positions(source, draft.marks.all()))
                : new Reading.Refused(problems.inOrder());
    }

    /** Says whether the text means to be a release pipeline and is whole; if not, what it is instead is the only problem. */
    private boolean isReleasePipeline(List<Token> tokens) {
        List<Token> words = outermostWords(tokens);
        if (words.stream().noneMatch(word -> word.text().equals(PipelineWords.RELEASE_PIPELINE))) {
            otherKind(words);
            return false;
        }
        return !problems.reduceTo(Set.of("text-open", "comment-open"));
    }

    private void otherKind(List<Token> words) {
        Optional<Token> declarative =
                words.stream().filter(word -> word.text().equals("pipeline")).findFirst();
        Optional<Token> scripted =
                words.stream().filter(word -> SCRIPTED.contains(word.text())).findFirst();
        if (declarative.isPresent()) {
            problems.replaceAll("declarative-pipeline", at(declarative.get()));
        } else if (scripted.isPresent()) {
            problems.replaceAll("scripted-pipeline", at(scripted.get()));
        } else {
            problems.replaceAll("no-pipeline", words.isEmpty() ? source.start() : at(words.get(0)));
        }
    }

    private static List<Token> outermostWords(List<Token> tokens) {
        var words = new ArrayList<Token>();
        int depth = 0;
        for (Token token : tokens) {
            depth += token.opens() ? 1 : token.closes() ? -1 : 0;
            if (depth == 0 && token.kind() == Token.Kind.WORD) {
                words.add(token);
            }
        }
        return words;
    }

    private Position at(Token token) {
        return source.at(token.start(), token.end());
    }
}
