package io.atflux.samples.shipping;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.netty.channel.ChannelHandler;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Accesses of classes other than plain calls: by name, as a resource, by a service, in native code. */
final class Accesses {

    /** Owner and name of the methods that make such accesses. */
    private static final Set<String> WAYS = Set.of(
            "java.lang.Class.forName",
            "java.lang.Class.newInstance",
            "java.lang.Class.getMethod",
            "java.lang.Class.getMethods",
            "java.lang.Class.getDeclaredMethod",
            "java.lang.Class.getDeclaredMethods",
            "java.lang.Class.getConstructor",
            "java.lang.Class.getConstructors",
            "java.lang.Class.getDeclaredConstructor",
            "java.lang.Class.getDeclaredConstructors",
            "java.lang.Class.getField",
            "java.lang.Class.getFields",
            "java.lang.Class.getDeclaredField",
            "java.lang.Class.getDeclaredFields",
            "java.lang.Class.getRecordComponents",
            "java.lang.Class.getResource",
            "java.lang.Class.getResourceAsStream",
            "java.lang.ClassLoader.loadClass",
            "java.lang.ClassLoader.getResource",
            "java.lang.ClassLoader.getResources",
            "java.lang.ClassLoader.getResourceAsStream",
            "java.lang.ClassLoader.getSystemResource",
            "java.lang.ClassLoader.getSystemResourceAsStream",
            "java.lang.ClassLoader.resources",
            "java.lang.Module.getResourceAsStream",
            "java.util.ResourceBundle.getBundle",
            "java.util.ServiceLoader.load",
            "java.util.ServiceLoader.loadInstalled",
            "java.lang.System.load",
            "java.lang.System.loadLibrary",
            "java.lang.Runtime.load",
            "java.lang.Runtime.loadLibrary",
            "java.lang.reflect.Proxy.newProxyInstance",
            "java.lang.reflect.Array.newInstance",
            "java.io.ObjectInputStream.readObject",
            "java.util.concurrent.atomic.AtomicReferenceFieldUpdater.newUpdater",
            "java.util.concurrent.atomic.AtomicIntegerFieldUpdater.newUpdater",
            "java.util.concurrent.atomic.AtomicLongFieldUpdater.newUpdater",
            "io.netty.bootstrap.AbstractBootstrap.channel",
            "io.netty.bootstrap.Bootstrap.channel",
            "io.netty.bootstrap.ServerBootstrap.channel");

    private static final String LOOKUP = "java.lang.invoke.MethodHandles$Lookup";

    /** Reading a library takes seconds. */
    private static final Map<Library, Accesses> READ = new ConcurrentHashMap<>();

    private final JavaClasses classes;

    private Accesses(JavaClasses classes) {
        this.classes = classes;
    }

    static Accesses of(Library library) {
        return READ.computeIfAbsent(library, one -> new Accesses(new ClassFileImporter().importPath(one.classes())));
    }

    static Accesses of(Class<?>... types) {
        return new Accesses(new ClassFileImporter().importClasses(types));
    }

    /**
     * Each as {@code Class: called.method}, with the outermost class; native methods of the library as
     * {@code Class: native name}.
     */
    SortedSet<String> sites() {
        SortedSet<String> sites = new TreeSet<>();
        for (JavaClass type : classes) {
            String here = type.getName().replaceAll("\\$.*", "");
            type.getCodeUnitCallsFromSelf()
                    .forEach(call -> add(sites, here, call.getTargetOwner().getName(), call.getName()));
            type.getCodeUnitReferencesFromSelf()
                    .forEach(call -> add(sites, here, call.getTargetOwner().getName(), call.getName()));
            for (JavaMethod method : type.getMethods()) {
                if (method.getModifiers().contains(JavaModifier.NATIVE)) {
                    sites.add(here + ": native " + method.getName());
                }
            }
        }
        return sites;
    }

    private static void add(SortedSet<String> sites, String here, String owner, String name) {
        if (WAYS.contains(owner + "." + name) || owner.equals(LOOKUP)) {
            sites.add(here + ": " + owner + "." + name);
        }
    }

    /** Netty inspects the methods of each handler, to skip those that do nothing. */
    SortedSet<String> channelHandlers() {
        SortedSet<String> handlers = new TreeSet<>();
        for (JavaClass type : classes) {
            if (!type.isInterface()
                    && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                    && type.isAssignableTo(ChannelHandler.class)) {
                handlers.add(type.getName());
            }
        }
        return handlers;
    }
}
