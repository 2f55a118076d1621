package io.atflux.transport.serial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A separate process: loads the native library, and prints its path. */
final class LoadMain {

    private LoadMain() {}

    public static void main(String[] arguments) throws IOException {
        String before = System.getProperty("java.io.tmpdir") + " " + System.getProperty("user.home");
        for (int i = 0; i < 2; i++) {
            try {
                NativeLibrary.load();
                System.out.println("LOADED");
            } catch (IOException refused) {
                System.out.println("REFUSED " + refused.getMessage());
            }
        }
        String after = System.getProperty("java.io.tmpdir") + " " + System.getProperty("user.home");
        System.out.println(before.equals(after) ? "PROPERTIES KEPT" : "PROPERTIES CHANGED: " + after);
        Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.contains("libjSerialComm") && line.contains("r-xp"))
                .forEach(line -> System.out.println("MAPPED " + line.substring(line.indexOf('/'))));
    }
}
