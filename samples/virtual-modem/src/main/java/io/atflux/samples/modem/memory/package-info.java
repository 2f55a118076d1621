/**
 * The machine without sockets: a manually advanced clock and a scripted network, for tests of modem drivers.
 *
 * <pre>{@code
 * FakeUplink network = new FakeUplink();
 * MemoryLine line = new MemoryLine(Switches.quick().with("open=refused:1"), network);
 * line.ask("AT+MIPCALL=1\r");
 * line.after(Duration.ofSeconds(3));
 * line.modem().loseNetwork();
 * }</pre>
 */
@NullMarked
package io.atflux.samples.modem.memory;

import org.jspecify.annotations.NullMarked;
