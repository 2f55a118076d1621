package io.atflux.samples.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The libraries' accesses by name, as a resource, by a service or in native code are in their reachability metadata,
 * for programs that are compiled to native code. {@code -Dreachability.write=true} writes the files anew.
 */
class ReachabilityTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String NEW = "new ";
    private static final String FILE = "file ";

    /**
     * Each such access of the libraries, with the types that it accesses or creates by their default constructor, or
     * with the file.
     */
    private static final Map<Library, Map<String, Set<String>>> KNOWN = Map.of(
            Library.CORE,
            Map.of(
                    "io.atflux.transport.AtTransports: java.util.ServiceLoader.load",
                    Set.of(),
                    "io.atflux.internal.trace.LogContext: java.lang.Class.forName",
                    Set.of("io.micrometer.context.ContextSnapshotFactory"),
                    "io.atflux.outbox.internal.SqliteLibrary: java.lang.Class.forName",
                    Set.of(NEW + "org.sqlite.JDBC"),
                    "io.atflux.outbox.internal.SqliteLibrary: java.lang.Class.getDeclaredConstructor",
                    Set.of(NEW + "org.sqlite.JDBC"),
                    "io.atflux.outbox.internal.SqliteLibrary: java.lang.System.load",
                    Set.of(),
                    "io.atflux.modem.PublicApns: java.lang.Class.getResourceAsStream",
                    Set.of(FILE + "io/atflux/modem/access-points.tsv")),
            Library.SERIAL,
            Map.of(),
            Library.TCP,
            Map.of(
                    "io.atflux.transport.tcp.internal.SocketKind: io.netty.bootstrap.Bootstrap.channel",
                    Set.of(
                            NEW + "io.netty.channel.epoll.EpollSocketChannel",
                            NEW + "io.netty.channel.socket.nio.NioSocketChannel"),
                    "io.atflux.transport.tcp.internal.SocketKind: io.netty.bootstrap.ServerBootstrap.channel",
                    Set.of(
                            NEW + "io.netty.channel.epoll.EpollServerSocketChannel",
                            NEW + "io.netty.channel.socket.nio.NioServerSocketChannel")));

    @ParameterizedTest
    @EnumSource
    void eachAccessOfOursIsKnown(Library library) {
        assertThat(Accesses.of(library).sites())
                .as("accesses of %s: add a new one to KNOWN with what it reaches", library)
                .isEqualTo(new TreeSet<>(KNOWN.getOrDefault(library, Map.of()).keySet()));
    }

    @ParameterizedTest
    @EnumSource
    void theMetadataListsWhatIsReached(Library library) throws IOException {
        String wanted = text(metadata(library));
        Path file = library.folder()
                .resolve("src/main/resources/META-INF/native-image/io.atflux")
                .resolve(library.artifact())
                .resolve("reachability-metadata.json");
        if (Boolean.getBoolean("reachability.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, wanted);
        }
        assertThat(file).content().isEqualTo(wanted);
    }

    @Test
    void anAccessThatNobodyKnowsOfIsFound() {
        assertThat(Accesses.of(Reaching.class).sites())
                .containsExactlyInAnyOrder(
                        Reaching.class.getName().replaceAll("\\$.*", "") + ": java.lang.Class.forName",
                        Reaching.class.getName().replaceAll("\\$.*", "") + ": java.lang.Class.getResource",
                        Reaching.class.getName().replaceAll("\\$.*", "") + ": native below");
    }

    /** Makes three kinds of accesses. */
    static final class Reaching {
        Object byName() throws ClassNotFoundException {
            return Class.forName("java.lang.Object");
        }

        java.util.function.Function<String, Object> asAResource() {
            return Reaching.class::getResource;
        }

        native void below();
    }

    private static ObjectNode metadata(Library library) throws IOException {
        Map<String, ObjectNode> types = new TreeMap<>();
        ArrayNode resources = JSON.createArrayNode();
        KNOWN.getOrDefault(library, Map.of())
                .values()
                .forEach(names -> names.forEach(name -> known(types, resources, name)));
        Accesses.of(library).channelHandlers().forEach(name -> type(types, name).put("allPublicMethods", true));
        for (ModuleDescriptor.Provides provided : library.descriptor().provides()) {
            provided.providers().forEach(name -> constructor(type(types, name)));
            resources.addObject().put("glob", "META-INF/services/" + provided.service());
        }
        if (library == Library.SERIAL) {
            serialPort(types, resources);
        }
        ObjectNode metadata = JSON.createObjectNode();
        metadata.putArray("reflection").addAll(types.values());
        metadata.set("resources", resources);
        return metadata;
    }

    /** The native part, which the library unpacks from its jar, creates ports, sets their fields and throws. */
    private static void serialPort(Map<String, ObjectNode> types, ArrayNode resources) {
        type(types, "com.fazecast.jSerialComm.SerialPort")
                .put("jniAccessible", true)
                .put("allDeclaredConstructors", true)
                .put("allDeclaredFields", true);
        type(types, "java.lang.Exception").put("jniAccessible", true).put("allDeclaredConstructors", true);
        for (String name : List.of("*/*/libjSerialComm.so", "*/*/libjSerialComm.jnilib", "*/*/jSerialComm.dll")) {
            resources.addObject().put("glob", name);
        }
    }

    private static void known(Map<String, ObjectNode> types, ArrayNode resources, String name) {
        if (name.startsWith(FILE)) {
            resources.addObject().put("glob", name.substring(FILE.length()));
        } else if (name.startsWith(NEW)) {
            constructor(type(types, name.substring(NEW.length())));
        } else {
            type(types, name);
        }
    }

    private static ObjectNode type(Map<String, ObjectNode> types, String name) {
        return types.computeIfAbsent(name, fresh -> JSON.createObjectNode().put("type", fresh));
    }

    private static void constructor(ObjectNode type) {
        ObjectNode constructor = type.putArray("methods").addObject().put("name", "<init>");
        constructor.putArray("parameterTypes");
    }

    private static String text(ObjectNode metadata) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        return JSON.writer(printer).writeValueAsString(metadata) + "\n";
    }
}
