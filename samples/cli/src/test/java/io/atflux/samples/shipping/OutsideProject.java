package io.atflux.samples.shipping;

import io.atflux.samples.docs.Snippet;
import io.atflux.samples.docs.Snippets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A user's Maven project: a program that is a named module, and one on the class path that uses the virtual modem. */
final class OutsideProject {

    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
                <modelVersion>4.0.0</modelVersion>
                %1$s
                <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                </properties>
                %2$s
            </project>
            """;

    private static final String BOM = """
            <dependencyManagement><dependencies><dependency>
                <groupId>io.atflux</groupId><artifactId>atflux-bom</artifactId><version>%s</version>
                <type>pom</type><scope>import</scope>
            </dependency></dependencies></dependencyManagement>
            """.formatted(Library.VERSION);

    /** The class path is written to the manifest, in the layout of a repository. */
    private static final String BUILD = """
            <build><plugins>
                <plugin><artifactId>maven-resources-plugin</artifactId><version>%s</version></plugin>
                <plugin><artifactId>maven-compiler-plugin</artifactId><version>%s</version></plugin>
                <plugin><artifactId>maven-surefire-plugin</artifactId><version>%s</version></plugin>
                <plugin><artifactId>maven-jar-plugin</artifactId><version>%s</version><configuration><archive><manifest>
                    <addClasspath>true</addClasspath><classpathLayoutType>repository</classpathLayoutType>
                </manifest></archive></configuration></plugin>
            </plugins></build>
            """;

    private final Path root;

    private OutsideProject(Path root) {
        this.root = root;
    }

    static OutsideProject at(Path root) throws IOException {
        OutsideProject project = new OutsideProject(root);
        project.write("pom.xml", project.pom(coordinates("outside", "pom"), """
                <modules><module>modular</module><module>certificates</module></modules>
                """));
        project.modular();
        project.certificates();
        return project;
    }

    Path root() {
        return root;
    }

    private void modular() throws IOException {
        write(
                "modular/pom.xml",
                pom(
                        coordinates("modular", "jar"),
                        BOM + "<dependencies>"
                                + dependency("io.atflux", "atflux-transport-tcp", "")
                                + dependency("io.atflux", "atflux-transport-serial", "")
                                + dependency("io.atflux", "atflux-core", "<type>test-jar</type><scope>test</scope>")
                                + dependency("io.projectreactor", "reactor-test", "<scope>test</scope>")
                                + dependency(
                                        "org.junit.jupiter",
                                        "junit-jupiter",
                                        "<version>" + property("junit.version") + "</version><scope>test</scope>")
                                + "</dependencies>" + build()));
        write("modular/src/main/java/module-info.java", """
                module outside.modular {
                    requires io.atflux.transport.serial;
                    requires io.atflux.transport.tcp;
                }
                """);
        for (Snippet snippet : Snippets.toBeginWith()) {
            String folder = snippet.isTest() ? "modular/src/test/java/outside/" : "modular/src/main/java/outside/";
            write(folder + snippet.type() + ".java", snippet.source("outside"));
        }
        write("modular/src/main/java/outside/Main.java", resource("Main.java"));
        Snippet kit = Snippets.toBeginWith().stream()
                .filter(Snippet::isTest)
                .findFirst()
                .orElseThrow();
        write(
                "modular/src/test/java/outside/KitTest.java",
                resource("KitTest.java").replace("// snippet", kit.type() + ".run();"));
    }

    private void certificates() throws IOException {
        write(
                "certificates/pom.xml",
                pom(
                        coordinates("certificates", "jar"),
                        BOM + "<dependencies>" + dependency("io.atflux", "atflux-samples-virtual-modem", "")
                                + "</dependencies>" + build()));
        write("certificates/src/main/java/outside/Certificates.java", resource("Certificates.java"));
    }

    private static String coordinates(String artifact, String packaging) {
        return "<groupId>outside</groupId><artifactId>" + artifact + "</artifactId><version>1</version><packaging>"
                + packaging + "</packaging>";
    }

    private static String dependency(String group, String artifact, String more) {
        return "<dependency><groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId>" + more
                + "</dependency>";
    }

    private static String build() throws IOException {
        return BUILD.formatted(
                property("resources-plugin.version"),
                property("compiler-plugin.version"),
                property("failsafe-plugin.version"),
                property("jar-plugin.version"));
    }

    /** A version from the build's own POM. */
    private static String property(String name) throws IOException {
        String pom = Files.readString(Library.ROOT.resolve("pom.xml"));
        int from = pom.indexOf("<" + name + ">") + name.length() + 2;
        return pom.substring(from, pom.indexOf("</" + name + ">"));
    }

    private String pom(String coordinates, String rest) {
        return POM.formatted(coordinates, rest);
    }

    private static String resource(String name) throws IOException {
        try (java.io.InputStream in = OutsideProject.class.getResourceAsStream("outside/" + name + ".txt")) {
            if (in == null) {
                throw new IOException("no outside/" + name + ".txt");
            }
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
