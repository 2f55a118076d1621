package io.atflux.samples.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code atflux completion}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the completion of this program's commands and options, for bash and zsh.",
            "In ~/.bashrc or ~/.zshrc: source <(atflux completion)"
        })
final class CompletionCommand implements Callable<Integer> {

    private final Streams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        // Not println: a shell reads the output, and needs LF on each system.
        streams.out().print(AutoComplete.bash("atflux", spec.root().commandLine()) + '\n');
        streams.out().flush();
        return ExitStatus.OK;
    }
}
