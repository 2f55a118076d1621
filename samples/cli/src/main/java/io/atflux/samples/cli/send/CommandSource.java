package io.atflux.samples.cli.send;

import io.atflux.samples.cli.WireText;
import java.util.List;
import reactor.core.publisher.Flux;

/** Where the commands come from, one after the other. */
interface CommandSource {

    /** Each command as it stands, blank ones left out; the next is read when there is demand for it. One subscriber. */
    Flux<Given> commands();

    /** The line is gone: whatever does not come soon is not waited for. */
    void lost();

    /** Commands that are all there. */
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
                // Nothing is waited for.
            }
        };
    }
}
