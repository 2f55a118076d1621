/**
 * The AT session engine, the modem and MQTT layers, and the Fibocom L610.
 *
 * <p>What is in a package named {@code internal} is nobody's API, and is exported to nobody but other modules of ours.
 */
@SuppressWarnings("module") // The compiler does not see those modules of ours that are built after this one.
module io.atflux.core {
    requires transitive io.netty.buffer;
    requires transitive io.netty.common;
    requires transitive io.netty.transport;
    requires transitive org.reactivestreams;
    requires transitive reactor.core;
    requires static transitive org.jspecify;
    requires org.slf4j;

    // Optional: an outbox on a disk, whose database library is found by name; meters; the propagation of a caller's
    // context to
    // its log lines.
    requires static java.sql;
    requires static micrometer.commons;
    requires static micrometer.core;
    requires static micrometer.observation;
    requires static context.propagation;

    exports io.atflux;
    exports io.atflux.annotation;
    exports io.atflux.command;
    exports io.atflux.error;
    exports io.atflux.fibocom;
    exports io.atflux.line;
    exports io.atflux.link;
    exports io.atflux.link.blocking;
    exports io.atflux.link.micrometer;
    exports io.atflux.link.request;
    exports io.atflux.modem;
    exports io.atflux.mqtt;
    exports io.atflux.observe;
    exports io.atflux.outbox;
    exports io.atflux.profile;
    exports io.atflux.transport;
    exports io.atflux.transport.spi;
    exports io.atflux.urc;
    exports io.atflux.internal.files to
            io.atflux.transport.serial;
    exports io.atflux.internal.foreign to
            io.atflux.transport.tcp;
    exports io.atflux.internal.netty to
            io.atflux.transport.serial,
            io.atflux.transport.tcp;
    exports io.atflux.internal.session to
            io.atflux.transport.tcp;
    exports io.atflux.internal.time to
            io.atflux.transport.serial,
            io.atflux.transport.tcp;

    uses io.atflux.transport.spi.TransportProvider;
}
