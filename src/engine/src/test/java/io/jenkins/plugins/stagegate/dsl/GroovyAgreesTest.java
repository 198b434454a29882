package io.jenkins.plugins.stagegate.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.SourceUnit;
import org.junit.Test;

/** Whatever our parser accepts, Groovy's accepts, and understands in the same way. */
public class GroovyAgreesTest {
    private static final List<String> STATEMENTS = List.of(
            "a()",
            "a 'b'",
            "a('b')",
            "a('b', c: 'd')",
            "a 'b', c: 'd'",
            "a c: 'd', e: ['f', 'g']",
            "a { b() }",
            "a('b') { c 'd' }",
            "a(b: 'c') { }",
            "a(['b'], c: 1)",
            "a([b: 'c'])",
            "a([:])",
            "a([])",
            "a b",
            "a b, 'c'",
            "a true, -1, 1.5, 99999999999",
            "a b(c: d('e'))",
            "a '''b\n  c\\\n d\n''', \"e\"",
            "a 'b\\n\\t\\'\\\\\\u00e9'",
            "a 'b',\n  'c'",
            "a(\n 'b',\n c:\n 'd'\n)",
            "a /* b */ 'c' // d",
            "a 'b': 'c', 'd': 'e'",
            "a([b: 1,\n c: [2, 3,],])",
            "a; b { }; c()",
            "a('b'); c 'd'",
            "$a _b1: 'c'",
            "a in: 'b', default: 'c'",
            "a 'b', [c: 'd']",
            "a []",
            "a -1",
            "a 'b' c",
            "a.b 'c'",
            "a ('b')",
            "a ('b'), 'c'",
            "a b { }",
            "a 'b' { }",
            "a\n\n{ b() }",
            "a('b') // c\n{ d() }",
            "a\n('b')",
            "a;\n{ }",
            "a 'b'\n{ }",
            "a 1: 'b'",
            "a (b): 'c'",
            "a b: 'c', b: 'd'",
            "a 010",
            "a 1L",
            "a 'b' // {",
            "a '}'",
            "a \"#{b.c}\"",
            "a '$b'",
            "a 'b',",
            "a('b',)",
            "a(,)",
            "a:b",
            "a b:",
            "if (a) { }",
            "a = 'b'",
            "a 'b' + 'c'",
            "'a' 'b'",
            "a(b) { c -> d() }",
            "a(b){} c",
            "a {} {}");

    @Test
    public void onTheExamples() {
        for (var file : Examples.in(Examples.ACCEPTED)) {
            String text = Examples.text(file);
            assertThat(ours(text)).as(file.toString()).isEqualTo(groovys(text));
        }
    }

    @Test
    public void onEachStatementThatWeAccept() {
        for (String statement : STATEMENTS) {
            agree(statement);
            agree("z { " + statement + " }");
            agree("z { " + statement + "\n" + "y() }");
        }
    }

    @Test
    public void onMutatedStatementsThatWeAccept() {
        var random = new Random(20260102);
        long accepted = Stream.generate(() -> mutated(random))
                .limit(20_000)
                .filter(GroovyAgreesTest::agree)
                .count();
        assertThat(accepted).isGreaterThan(1_000);
    }

    private static String mutated(Random random) {
        String one = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
        String two = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
        var text = new StringBuilder(one + (random.nextBoolean() ? "\n" : " ") + two);
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, two.charAt(random.nextInt(two.length())));
            default -> text.insert(at, ",:()[]{}; \n'\"".charAt(random.nextInt(13)));
        }
        return text.toString();
    }

    private static boolean agree(String text) {
        String ours = ours(text);
        if (ours.startsWith("refused")) {
            return false;
        }
        assertThat(ours).as(text).isEqualTo(groovys(text));
        return true;
    }

    private static String ours(String text) {
        var problems = new Problems();
        var source = new SourceText("Jenkinsfile", text);
        List<Token> tokens = new Lexer(source, problems).tokens();
        if (!new Brackets(source, problems).match(tokens)) {
            return "refused";
        }
        Call.Block block = new Parser(source, problems, new Tokens(tokens)).block();
        return problems.none() ? SyntaxDump.of(block) : "refused";
    }

    private static String groovys(String text) {
        var configuration = new CompilerConfiguration();
        var unit = new SourceUnit("Jenkinsfile", text, configuration, null, new ErrorCollector(configuration));
        unit.parse();
        unit.completePhase();
        unit.nextPhase();
        unit.convert();
        return SyntaxDump.of(unit.getAST().getStatementBlock());
    }
}
