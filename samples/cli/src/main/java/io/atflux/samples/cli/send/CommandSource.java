package io.atflux.samples.cli.send;

import io.atflux.samples.cli.WireText;
import java.util.List;
import reactor.core.publisher.Flux;

/** The source of the commands, one after the other. */
interface CommandSource {

    /** Each command unchanged, without blank ones; the next is read on demand. One subscriber. */
    Flux<Given> commands();

    /** The line is lost: waits only briefly for further commands. */
    void lost();

    /** A source of given commands. */
    static CommandSource of(List<String> given, WireText text) {
        List<Given> commands = given.stream()
                .filter(command -> !command.isBlank())
                .map(command -> Given.of(command, text))
                .toList();
        return new CommandSource() {
            @Override
            public Flux<Given> commands() {
                return Flux.fromIterable(commands);
            }

            @Override
            public void lost() {
                // The commands are all available.
            }
        };
    }
}
