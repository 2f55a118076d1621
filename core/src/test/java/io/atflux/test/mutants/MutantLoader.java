package io.atflux.test.mutants;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Loads the project's own classes again, those of one source file in their broken form. */
public final class MutantLoader extends ClassLoader {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** One for all mutants, until the JVM ends: reading the class path takes most of a compilation. */
    private static final StandardJavaFileManager CLASS_PATH = COMPILER.getStandardFileManager(null, null, null);

    private final Map<String, ByteArrayOutputStream> broken;

    private MutantLoader(Map<String, ByteArrayOutputStream> broken) {
        super(MutantLoader.class.getClassLoader());
        this.broken = broken;
    }

    public static MutantLoader of(Mutant mutant) {
        return new MutantLoader(compile(mutant));
    }

    private static synchronized Map<String, ByteArrayOutputStream> compile(Mutant mutant) {
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        StringBuilder errors = new StringBuilder();
        boolean compiled = COMPILER.getTask(
                        null,
                        new Kept(CLASS_PATH, classes),
                        problem -> errors.append(problem).append('\n'),
                        List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path")),
                        null,
                        List.of(new Source(mutant)))
                .call();
        if (!compiled) {
            throw new IllegalStateException("mutant \"" + mutant + "\" does not compile:\n" + errors);
        }
        return classes;
    }

    /** Loads all classes as they are. */
    public static MutantLoader ofNone() {
        return new MutantLoader(Map.of());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("io.atflux.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = bytes(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte @Nullable [] bytes(String name) {
        ByteArrayOutputStream changed = broken.get(name);
        if (changed != null) {
            return changed.toByteArray();
        }
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Mutant mutant) {
            super(mutant.path().toUri(), Kind.SOURCE);
            this.text = mutant.source();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps compiled classes in memory. */
    private static final class Kept extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        Kept(JavaFileManager standard, Map<String, ByteArrayOutputStream> classes) {
            super(standard);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            classes.put(name, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }
}
