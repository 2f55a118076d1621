package io.atflux.samples.cli.send;

import java.util.List;
import reactor.core.publisher.Flux;

/** Where the commands come from, one after the other. */
interface CommandSource {

    /** Each command as it stands, blank ones left out; the next is read when there is demand for it. One subscriber. */
    Flux<String> commands();

    /** The line is gone: whatever does not come soon is not waited for. */
    void lost();

    /** Commands that are all there. */
    static CommandSource of(List<String> given) {
        List<String> commands =
                given.stream().filter(command -> !command.isBlank()).toList();
        return new CommandSource() {
            @Override
            public Flux<String> commands() {
                return Flux.fromIterable(commands);
            }

            @Override
            public void lost() {
                // Nothing is waited for.
            }
        };
    }
}
