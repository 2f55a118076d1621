package io.atflux.samples.docs;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Snippets that the JDK's compiler has compiled against the class path of the tests. */
final class Compiled {

    private static final String PACKAGE = "snippets";

    private final Path classes;
    private final List<String> problems;

    private Compiled(Path classes, List<String> problems) {
        this.classes = classes;
        this.problems = problems;
    }

    /** Compiles them into an empty folder. */
    static Compiled of(List<Snippet> snippets, Path folder) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Snippet snippet : snippets) {
            Path source = folder.resolve(PACKAGE).resolve(snippet.type() + ".java");
            Files.createDirectories(source.getParent());
            Files.writeString(source, snippet.source(PACKAGE));
            sources.add(source);
        }
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
            compiler.getTask(null, files, found, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        return new Compiled(
                classes,
                found.getDiagnostics().stream()
                        .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                        .map(Diagnostic::toString)
                        .toList());
    }

    /** The compiler's errors; none if all is well. */
    List<String> problems() {
        return problems;
    }

    /** Runs the {@code run()} of a snippet, or the {@code main} of its own type, to its end. */
    void run(Snippet snippet) throws Exception {
        if (!problems.isEmpty()) {
            throw new AssertionError(problems);
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, Compiled.class.getClassLoader())) {
            Class<?> type = loader.loadClass(PACKAGE + "." + snippet.type());
            for (Method method : type.getMethods()) {
                if (method.getName().equals("run") && method.getParameterCount() == 0) {
                    invoke(method);
                } else if (method.getName().equals("main")) {
                    invoke(method, (Object) new String[0]);
                }
            }
        }
    }

    private static void invoke(Method method, Object... arguments) throws Exception {
        try {
            method.invoke(null, arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown.getCause();
        }
    }
}
