package io.atflux.samples.cli;

/**
 * Library settings that shorten the start of a short-lived program: features that it does not need are disabled. A
 * value that the user set stays.
 */
final class Start {

    private Start() {}

    /** Runs before any class of the libraries is loaded. */
    static void tune() {
        // The events are not recorded.
        set("io.netty.jfr.enabled", "false");
        // Part of connection names; otherwise it is derived from the machine's network interfaces.
        set("io.netty.machineId", "00:00:00:00:00:01");
        set("io.netty.processId", "1");
        // This console exists without a terminal too.
        set("jdk.console", "java.base");
        // No option has a type of these packages.
        set("picocli.converters.excludes", "java.sql.*|java.time.*");
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
