package io.atflux.transport.serial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fazecast.jSerialComm.SerialPort;
import io.atflux.internal.files.PrivateFolder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.slf4j.LoggerFactory;

/** The file that is loaded into the process, in separate processes, because a class is loaded once. */
@Timeout(60)
@EnabledOnOs(value = OS.LINUX, disabledReason = "/proc/self/maps tells what is loaded")
class NativeLibraryIT {

    private static final List<String> AS_ME = List.of();
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    private static final int SOMEBODY_ELSE = 12_345;

    private Path root = Path.of("");
    private Path shared = Path.of("");
    private Path home = Path.of("");
    private String classes = "";

    @BeforeEach
    void makeAPlaceForAllUsers() throws Exception {
        root = Files.createTempDirectory("atflux-test-");
        mode(root, "rwxr-xr-x");
        shared = Files.createDirectory(root.resolve("tmp"));
        sticky(shared);
        home = Files.createDirectory(root.resolve("home"));
        mode(home, "rwxrwxrwx");
        classes = copied("main", NativeLibrary.class)
                + File.pathSeparator
                + copied("test", LoadMain.class)
                + File.pathSeparator
                + copied("core", PrivateFolder.class)
                + File.pathSeparator
                + copied("serial.jar", SerialPort.class)
                + File.pathSeparator
                + copied("slf4j.jar", LoggerFactory.class);
    }

    @AfterEach
    void takeItAway() throws Exception {
        run(List.of("rm", "-rf", root.toString()));
    }

    @Test
    void aLibraryThatAnotherUserPlantedInTheTemporaryFolderIsNotLoaded() throws Exception {
        Path planted = plant(shared.resolve("jSerialComm"));

        String said = load(AS_ME, shared, home);

        assertLoadedPrivately(said);
        assertThat(planted).exists();
    }

    @Test
    void norIsItByAUserWithoutPrivileges() throws Exception {
        needRoot();
        Path planted = plant(shared.resolve("jSerialComm"));

        String said = load(AS_NOBODY, shared, home);

        assertLoadedPrivately(said);
        assertThat(planted).exists();
    }

    @Test
    void aLibraryPlantedInAHomeThatOthersCanWriteToIsNotLoaded() throws Exception {
        Path planted = plant(home.resolve(".jSerialComm"));

        String said = load(AS_ME, shared, home);

        assertLoadedPrivately(said);
        assertThat(planted).exists();
    }

    @Test
    void aPlantedSymbolicLinkDeletesNothing() throws Exception {
        plant(shared.resolve("jSerialComm"));
        Path precious = Files.createDirectory(root.resolve("precious"));
        Files.writeString(precious.resolve("file"), "precious");
        Files.createSymbolicLink(shared.resolve("jSerialComm/old"), precious);

        String said = load(AS_ME, shared, home);

        assertLoadedPrivately(said);
        assertThat(precious.resolve("file")).hasContent("precious");
    }

    @Test
    void nothingIsLeftInTheTemporaryFolder() throws Exception {
        assertLoadedPrivately(load(AS_ME, shared, home));

        assertThat(shared).isEmptyDirectory();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aTemporaryFolderThatIsMissingIsNamedWithTheRemedy() throws Exception {
        String said = load(AS_ME, root.resolve("missing"), home);

        assertThat(said)
                .contains("REFUSED the native part of the serial library needs a private folder below java.io.tmpdir, "
                        + root.resolve("missing")
                        + ": it does not exist. Start Java with -Djava.io.tmpdir=<a folder of your own>")
                .doesNotContain("LOADED", "MAPPED");
    }

    @Test
    void aTemporaryFolderThatCannotBeWrittenToIsNamedWithTheRemedy() throws Exception {
        needRoot();
        mode(shared, "r-xr-xr-x");

        String said = load(AS_NOBODY, shared, home);

        assertThat(said)
                .contains(shared + ": this user may not write there. Start Java with -Djava.io.tmpdir=<")
                .doesNotContain("LOADED", "MAPPED");
    }

    @Test
    void aTemporaryFolderInWhichEverybodyRenamesIsRefused() throws Exception {
        mode(shared, "rwxrwxrwx");

        String said = load(AS_ME, shared, home);

        assertThat(said)
                .contains("everybody may rename what is in " + shared + ", whose sticky bit is not set")
                .doesNotContain("LOADED", "MAPPED");
    }

    @Test
    void aTemporaryFolderThatAllowsNoProgramsIsNamedWithTheRemedyAndNothingElseIsLoaded() throws Exception {
        needRoot();
        plant(home.resolve(".jSerialComm"));
        List<String> noexec = List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount -t tmpfs -o noexec,mode=1777 none " + shared + " && exec \"$@\"",
                "-");
        Assumptions.assumeTrue(
                run(Stream.concat(noexec.stream(), Stream.of("echo", "mounted")).toList())
                        .contains("mounted"),
                "file systems cannot be mounted here");

        String said = load(noexec, shared, home);

        assertThat(said)
                .containsPattern(
                        "REFUSED the native part of the serial library could not be loaded from " + shared
                                + "/atflux-serial-\\d+: is that file system mounted noexec\\? Start Java with -Djava.io.tmpdir=<")
                .contains("PROPERTIES KEPT")
                .doesNotContain("LOADED", "MAPPED");
        // The second attempt says the same.
        assertThat(said.split("REFUSED", -1)).hasSize(3);
    }

    private void assertLoadedPrivately(String said) {
        assertThat(said).contains("LOADED", "PROPERTIES KEPT").doesNotContain("REFUSED");
        assertThat(said).containsPattern("MAPPED " + shared + "/atflux-serial-\\d+/jSerialComm/");
        assertThat(said).doesNotContain("MAPPED " + shared + "/jSerialComm", "MAPPED " + home);
    }

    /** The real library, so that it could be loaded. */
    private static Path plant(Path folder) throws Exception {
        Path version = Files.createDirectories(folder.resolve(SerialPort.getVersion()));
        Path library = version.resolve("libjSerialComm.so");
        String arch = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "armv8_64";
        try (InputStream true_ = SerialPort.class.getResourceAsStream("/Linux/" + arch + "/libjSerialComm.so")) {
            Files.write(library, Objects.requireNonNull(true_).readAllBytes());
        }
        for (Path each : List.of(folder, version, library)) {
            mode(each, "rwxrwxrwx");
            if (isRoot()) {
                Files.setAttribute(each, "unix:uid", SOMEBODY_ELSE);
            }
        }
        return library;
    }

    private String load(List<String> as, Path temporary, Path userHome) throws Exception {
        List<String> command = new ArrayList<>(as);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-Djava.io.tmpdir=" + temporary,
                "-Duser.home=" + userHome,
                "-cp",
                classes,
                LoadMain.class.getName()));
        return run(command);
    }

    private String run(List<String> command) throws Exception {
        Path out = Files.createTempFile("atflux-test-", ".out");
        Process process = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        Files.delete(out);
        return said;
    }

    /** The build's folders may be closed to other users. */
    private String copied(String name, Class<?> of) throws Exception {
        Path from =
                Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path to = root.resolve(name);
        run(List.of("cp", "-rL", from.toString(), to.toString()));
        run(List.of("chmod", "-R", "a+rX", to.toString()));
        return to.toString();
    }

    private static void needRoot() throws IOException {
        Assumptions.assumeTrue(isRoot(), "only root becomes another user");
    }

    private static boolean isRoot() throws IOException {
        return Objects.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"), 0);
    }

    private static void mode(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void sticky(Path path) throws IOException {
        Files.setAttribute(path, "unix:mode", 01777);
    }
}
