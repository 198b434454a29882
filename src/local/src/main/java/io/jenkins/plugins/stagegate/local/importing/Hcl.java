package io.jenkins.plugins.stagegate.local.importing;

import io.jenkins.plugins.stagegate.local.UserException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.openrewrite.hcl.internal.grammar.HCLLexer;
import org.openrewrite.hcl.internal.grammar.HCLParser;

/**
 * The syntax tree of a text in HCL. Nothing in it is carried out.
 *
 * @param directives the lines with directives in texts, which the tree leaves out
 */
record Hcl(HCLParser.BodyContext body, Set<Integer> directives) {
    /** More than anybody writes, and far fewer than a stack holds. */
    private static final int DEEPEST = 100;

    private static final Map<Integer, Integer> NESTING = Map.of(
            HCLLexer.LBRACE, 1,
            HCLLexer.FOR_BRACE, 1,
            HCLLexer.LBRACK, 1,
            HCLLexer.FOR_BRACK, 1,
            HCLLexer.LPAREN, 1,
            HCLLexer.TEMPLATE_INTERPOLATION_START, 1,
            HCLLexer.RBRACE, -1,
            HCLLexer.RBRACK, -1,
            HCLLexer.RPAREN, -1);

    /** Reads a text in either of Terraform's syntaxes, or says in which line it cannot be read. */
    static Hcl read(String file, String text) throws UserException {
        return parse(file, file.endsWith(".json") ? TerraformJson.hcl(file, text) : text);
    }

    private static Hcl parse(String file, String text) throws UserException {
        var complaints = new Complaints();
        var lexer = new HCLLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        lexer.addErrorListener(complaints);
        var tokens = new CommonTokenStream(lexer);
        tokens.fill();
        requireShallow(file, tokens);
        var parser = new HCLParser(tokens);
        parser.removeErrorListeners();
        parser.addErrorListener(complaints);
        var tree = parser.configFile();
        if (!complaints.first.isEmpty()) {
            throw UserException.usage(file + " is not in HCL: " + complaints.first + ".");
        }
        return new Hcl(tree.body(), complaints.directives);
    }

    private static void requireShallow(String file, CommonTokenStream tokens) throws UserException {
        int depth = 0;
        int chain = 0;
        for (Token token : tokens.getTokens()) {
            depth += NESTING.getOrDefault(token.getType(), 0);
            chain = switch (token.getType()) {
                case HCLLexer.NOT, HCLLexer.QUESTION, HCLLexer.AND, HCLLexer.OR, HCLLexer.PLUS, HCLLexer.MINUS ->
                    chain + 1;
                case HCLLexer.ASSIGN -> 0;
                default -> chain;
            };
            if (depth > DEEPEST || chain > DEEPEST) {
                throw UserException.usage(file + " is nested too deeply in line " + token.getLine() + ".");
            }
        }
    }

    /** How this is written in the template, blanks and line ends aside. */
    static String source(ParserRuleContext context) {
        return context.getStart()
                .getInputStream()
                .getText(Interval.of(
                        context.getStart().getStartIndex(), context.getStop().getStopIndex()))
                .replaceAll("\\s+", " ");
    }

    private static final class Complaints extends BaseErrorListener {
        private final TreeSet<Integer> directives = new TreeSet<>();
        private String first = "";

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer, Object at, int line, int column, String message, RecognitionException e) {
            if (recognizer instanceof HCLLexer && message.contains("'%{")) {
                directives.add(line);
            } else if (first.isEmpty()) {
                first = "line " + line + ", " + message;
            }
        }
    }
}
