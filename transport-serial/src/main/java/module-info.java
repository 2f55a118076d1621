/** Modems on serial ports. */
module io.atflux.transport.serial {
    requires transitive io.atflux.core;
    requires com.fazecast.jSerialComm;
    requires org.slf4j;

    exports io.atflux.transport.serial;

    provides io.atflux.transport.spi.TransportProvider with
            io.atflux.transport.serial.internal.SerialTransportProvider;
}
