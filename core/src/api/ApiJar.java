import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes the baseline that the API is compared with: the jar without code, without what only its own package sees, and without
 * packages named internal. Run by the profile api-baseline: docs/shipping.md.
 */
final class ApiJar {

    private ApiJar() {}

    public static void main(String[] args) throws IOException {
        Path baseline = Path.of(args[1]);
        Files.createDirectories(baseline.getParent());
        try (JarFile jar = new JarFile(args[0]);
                OutputStream file = Files.newOutputStream(baseline);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.setLevel(9);
            jar.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .filter(entry -> !entry.getName().contains("/internal/"))
                    .filter(entry -> !entry.getName().equals("module-info.class"))
                    .forEach(entry -> copy(jar, entry, out));
        }
    }

    private static void copy(JarFile jar, JarEntry entry, ZipOutputStream out) {
        try {
            ClassReader type = new ClassReader(jar.getInputStream(entry).readAllBytes());
            ClassWriter bare = new ClassWriter(0);
            type.accept(
                    new Seen(bare), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            ZipEntry copied = new ZipEntry(entry.getName());
            // The same bytes for the same API, whenever it is made.
            copied.setTime(entry.getTime());
            out.putNextEntry(copied);
            out.write(bare.toByteArray());
            out.closeEntry();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Leaves the members out that a user neither calls nor overrides. */
    private static final class Seen extends ClassVisitor {

        Seen(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        private static boolean seen(int access) {
            return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return seen(access) ? super.visitMethod(access, name, descriptor, signature, exceptions) : null;
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            return seen(access) ? super.visitField(access, name, descriptor, signature, value) : null;
        }
    }
}
