package io.atflux.test.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types that programs can name: public, within public ones, and in no package called {@code internal}. */
public final class PublicApi {

    private final List<Class<?>> types;

    private PublicApi(List<Class<?>> types) {
        this.types = types;
    }

    /** The public types of whole modules, each given by any of its classes. */
    public static PublicApi ofModules(Class<?>... anyOfEach) {
        return of(Arrays.stream(anyOfEach).flatMap(PublicApi::classesBeside).toList());
    }

    static PublicApi of(List<Class<?>> all) {
        return new PublicApi(all.stream().filter(PublicApi::isExported).toList());
    }

    /** Their names, sorted; a nested type's name follows its outer one and a dot. */
    public List<String> names() {
        return types.stream().map(Class::getCanonicalName).sorted().toList();
    }

    /** Simple names that several top-level types share, with all of these types. */
    public List<String> sharedNames() {
        Map<String, List<String>> bySimpleName = new TreeMap<>();
        types.stream().filter(type -> type.getEnclosingClass() == null).forEach(type -> bySimpleName
                .computeIfAbsent(type.getSimpleName(), name -> new ArrayList<>())
                .add(type.getName()));
        return bySimpleName.values().stream()
                .filter(all -> all.size() > 1)
                .map(all -> String.join(" and ", all))
                .toList();
    }

    /** Each place at which a public signature mentions a type of ours that programs cannot name. */
    public List<String> leaks() {
        return types.stream().flatMap(PublicApi::leaksOf).sorted().distinct().toList();
    }

    private static Stream<String> leaksOf(Class<?> type) {
        List<String> leaks = new ArrayList<>();
        String name = type.getCanonicalName();
        note(leaks, name + " as a supertype", type.getGenericSuperclass());
        note(leaks, name + " as a supertype", type.getGenericInterfaces());
        noteBounds(leaks, name, type);
        for (Field field : type.getDeclaredFields()) {
            if (isForPrograms(field, type)) {
                note(leaks, name + "." + field.getName(), field.getGenericType());
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isForPrograms(method, type)) {
                note(leaks, name + "." + method.getName() + "()", method.getGenericReturnType());
                noteExecutable(leaks, name + "." + method.getName() + "()", method);
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isForPrograms(constructor, type)) {
                noteExecutable(leaks, "new " + name + "()", constructor);
            }
        }
        return leaks.stream();
    }

    private static boolean isForPrograms(Member member, Class<?> type) {
        int modifiers = member.getModifiers();
        boolean isInherited = Modifier.isProtected(modifiers) && !Modifier.isFinal(type.getModifiers());
        return !member.isSynthetic() && (Modifier.isPublic(modifiers) || isInherited);
    }

    private static void noteExecutable(List<String> leaks, String place, Executable code) {
        note(leaks, place, code.getGenericParameterTypes());
        note(leaks, place, code.getGenericExceptionTypes());
        noteBounds(leaks, place, code);
    }

    private static void noteBounds(List<String> leaks, String place, GenericDeclaration declaration) {
        for (TypeVariable<?> variable : declaration.getTypeParameters()) {
            note(leaks, place, variable.getBounds());
        }
    }

    private static void note(List<String> leaks, String place, @Nullable Type... mentioned) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Type one : mentioned) {
            collect(one, all);
        }
        all.stream()
                .filter(type -> type.getName().startsWith("io.atflux.") && !isExported(type))
                .forEach(type -> leaks.add(place + " mentions " + type.getName()));
    }

    private static void collect(@Nullable Type type, Set<Class<?>> into) {
        if (type instanceof Class<?> plain) {
            Class<?> element = plain;
            while (element.isArray()) {
                element = element.getComponentType();
            }
            into.add(element);
        } else if (type instanceof ParameterizedType generic) {
            collect(generic.getRawType(), into);
            Arrays.stream(generic.getActualTypeArguments()).forEach(one -> collect(one, into));
        } else if (type instanceof GenericArrayType array) {
            collect(array.getGenericComponentType(), into);
        } else if (type instanceof WildcardType wildcard) {
            Arrays.stream(wildcard.getUpperBounds()).forEach(one -> collect(one, into));
            Arrays.stream(wildcard.getLowerBounds()).forEach(one -> collect(one, into));
        }
        // A type variable's bounds are noted at its declaration.
    }

    private static boolean isExported(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic()) {
            return false;
        }
        int modifiers = type.getModifiers();
        boolean isVisible = Modifier.isPublic(modifiers)
                || (outer != null && Modifier.isProtected(modifiers) && !Modifier.isFinal(outer.getModifiers()));
        return isVisible
                && (outer == null
                        ? !List.of(type.getPackageName().split("\\.")).contains("internal")
                        : isExported(outer));
    }

    private static Stream<Class<?>> classesBeside(Class<?> one) {
        try {
            Path place = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return classesIn(place, one.getClassLoader());
            }
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
                return classesIn(jar.getPath("/"), one.getClassLoader());
            }
        } catch (URISyntaxException | IOException unreadable) {
            throw new IllegalStateException("the classes beside " + one + " cannot be read", unreadable);
        }
    }

    private static Stream<Class<?>> classesIn(Path root, ClassLoader loader) {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.startsWith("io/atflux/") && file.endsWith(".class"))
                    .filter(file -> !file.endsWith("-info.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .<Class<?>>map(name -> load(name, loader))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
