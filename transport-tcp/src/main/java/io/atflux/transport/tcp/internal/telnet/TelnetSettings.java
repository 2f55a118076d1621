package io.atflux.transport.tcp.internal.telnet;

import io.atflux.transport.tcp.rfc2217.ComPort;
import io.atflux.transport.tcp.rfc2217.ComPortSettings;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a telnet connection.
 *
 * @param line its description, for messages
 * @param comPort null for telnet without RFC 2217
 * @param baudRate bits per second, 1 or more if there is a port to set
 * @param answerLimit how long a server may leave a request unanswered
 * @param opened receives the port when the server has agreed to RFC 2217
 */
public record TelnetSettings(
        String line, @Nullable ComPortSettings comPort, int baudRate, Duration answerLimit, Consumer<ComPort> opened) {}
