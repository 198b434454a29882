package io.jenkins.plugins.stagegate.plugin;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** The sentences, and parts of some, that stand in the text of classes where somebody may come to read them. */
final class Sentences extends TreePathScanner<Void, List<String>> {
    private static final Pattern SENTENCE = Pattern.compile("\\p{L}{2,}\\p{Punct}* | \\p{L}{2,}");
    private static final Pattern MARKUP = Pattern.compile("(?s)<[^>]*>");
    private static final String PRODUCT = "[Stage Gate] ";
    private static final Pattern ICON = Pattern.compile("symbol-[a-z-]+ plugin-[a-z-]+");
    /** For the log of Jenkins, for the audit log, and for whoever programs against a class. */
    private static final Pattern UNHEARD =
            Pattern.compile("(LOGGER\\.\\w+|Audit\\.\\w+|note|(Objects\\.)?requireNonNull)");

    private static final Pattern THREADS_AND_FAULTS =
            Pattern.compile("NamingThreadFactory|(IllegalState|IllegalArgument|UnsupportedOperation)Exception");
    /** What the audit log tells, and what a debugger shows. */
    private static final Pattern OWN_WORDS = Pattern.compile("words|WHAT|toString");

    private Sentences() {}

    /** Those of each of the files that has some. */
    static Map<Path, List<String>> in(List<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var all = new TreeMap<Path, List<String>>();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                var found = new ArrayList<String>();
                new Sentences().scan(unit, found);
                if (!found.isEmpty()) {
                    all.put(Path.of(unit.getSourceFile().getName()), found);
                }
            }
        }
        return all;
    }

    /** Whether that can be read as a sentence, or as a part of one. */
    private static boolean isSentence(String text) {
        var shown = MARKUP.matcher(text).replaceAll("").replace(PRODUCT, "");
        return !ICON.matcher(text).matches() && SENTENCE.matcher(shown).find();
    }

    @Override
    public Void visitLiteral(LiteralTree literal, List<String> found) {
        if (literal.getValue() instanceof String text && isSentence(text)) {
            found.add(text);
        }
        return null;
    }

    /** Jenkins' own commands have their options' texts in annotations, too. */
    @Override
    public Void visitAnnotation(AnnotationTree annotation, List<String> found) {
        return null;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, List<String> found) {
        return UNHEARD.matcher(call.getMethodSelect().toString()).matches()
                ? null
                : super.visitMethodInvocation(call, found);
    }

    @Override
    public Void visitNewClass(NewClassTree made, List<String> found) {
        return THREADS_AND_FAULTS.matcher(made.getIdentifier().toString()).matches()
                ? null
                : super.visitNewClass(made, found);
    }

    @Override
    public Void visitMethod(MethodTree method, List<String> found) {
        return OWN_WORDS.matcher(method.getName()).matches() ? null : super.visitMethod(method, found);
    }

    @Override
    public Void visitVariable(VariableTree variable, List<String> found) {
        return OWN_WORDS.matcher(variable.getName()).matches() ? null : super.visitVariable(variable, found);
    }
}
