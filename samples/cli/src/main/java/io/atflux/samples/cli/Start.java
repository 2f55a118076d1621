package io.atflux.samples.cli;

/**
 * Settings of libraries that a program of a second's life has no use for, and which cost it a good part of that second. What the
 * user sets stays.
 */
final class Start {

    private Start() {}

    /** Before any class of the libraries is loaded. */
    static void tune() {
        // Nobody records it.
        set("io.netty.jfr.enabled", "false");
        // Names for connections, which otherwise are made of the machine's network interfaces.
        set("io.netty.machineId", "00:00:00:00:00:01");
        set("io.netty.processId", "1");
        // The newer one is there without a terminal, too.
        set("jdk.console", "java.base");
        // No option is a time of a database.
        set("picocli.converters.excludes", "java.sql.*|java.time.*");
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
