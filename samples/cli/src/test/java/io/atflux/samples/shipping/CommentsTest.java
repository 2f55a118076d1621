package io.atflux.samples.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No public type is without a comment. (Errors within a comment fail the compiler's doclint.) */
class CommentsTest {

    @ParameterizedTest
    @EnumSource
    void eachPublicTypeOfAnExportedPackageHasAComment(Library library) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path source : library.sourceFiles()) {
            if (library.api().contains(library.packageOf(source))) {
                files.add(source);
            }
        }
        assertThat(files).isNotEmpty();
        assertThat(withoutComment(files)).isEmpty();
    }

    @Test
    void aTypeWithoutACommentIsFound(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("A.java");
        java.nio.file.Files.writeString(file, """
                package a;
                /** Has one. */
                public interface A {
                    enum Bare { X }
                    /** Has one. */
                    class Said {
                        protected static class Inner {}
                        private static class Hidden {}
                        static class OfThePackage { public static class Within {} }
                    }
                }
                """);
        assertThat(withoutComment(List.of(file))).containsExactly("a.A.Bare", "a.A.Said.Inner");
    }

    private static List<String> withoutComment(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> bare = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            DocTrees comments = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Types(comments, unit.getPackageName() + ".", bare).scan(unit, false);
            }
        }
        return bare;
    }

    /** Visits the types that a user can access; the parameter tells whether the outer one is an interface. */
    private static final class Types extends TreePathScanner<Void, Boolean> {
        private final DocTrees comments;
        private final String prefix;
        private final List<String> bare;

        Types(DocTrees comments, String prefix, List<String> bare) {
            this.comments = comments;
            this.prefix = prefix;
            this.bare = bare;
        }

        @Override
        public Void visitClass(ClassTree type, Boolean inInterface) {
            Set<Modifier> modifiers = type.getModifiers().getFlags();
            if (!inInterface && !modifiers.contains(Modifier.PUBLIC) && !modifiers.contains(Modifier.PROTECTED)) {
                return null;
            }
            String name = prefix + type.getSimpleName();
            if (comments.getDocComment(getCurrentPath()) == null) {
                bare.add(name);
            }
            Types inner = new Types(comments, name + ".", bare);
            boolean isInterface =
                    type.getKind() == ClassTree.Kind.INTERFACE || type.getKind() == ClassTree.Kind.ANNOTATION_TYPE;
            type.getMembers().stream()
                    .filter(ClassTree.class::isInstance)
                    .forEach(member ->
                            inner.scan(new com.sun.source.util.TreePath(getCurrentPath(), member), isInterface));
            return null;
        }
    }
}
