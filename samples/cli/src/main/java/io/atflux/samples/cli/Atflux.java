package io.atflux.samples.cli;

import io.atflux.error.AtException;
import io.atflux.samples.cli.log.ProgramLogProvider;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code atflux}. */
@Command(
        name = "atflux",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Talks AT with cellular modems.",
        synopsisSubcommandLabel = "COMMAND")
public final class Atflux implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Atflux() {}

    public static void main(String[] args) {
        if (args.length == 0 || !args[0].equals("demo")) {
            // Logback produces the demo's transcript.
            ProgramLogProvider.choose();
        }
        Start.tune();
        Locales.useTextOutput();
        int status = run(Streams.ofProcess(), Locales.arguments(args));
        System.out.flush();
        System.exit(status);
    }

    /** Runs one command line; returns its exit status. */
    public static int run(Streams streams, String... args) {
        boolean named = args.length > 0 && Subcommands.NAMES.contains(args[0]);
        CommandLine commands = named ? Subcommands.alone(args[0], streams) : new CommandLine(new Atflux());
        if (!named) {
            Subcommands.addAll(commands, streams);
        }
        commands.setOut(new PrintWriter(streams.out(), true))
                .setErr(new PrintWriter(streams.err(), true))
                // An argument that begins with @ belongs to the subcommand: --data @FILE.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(new Misuse())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("atflux: " + words(failure));
                    return ExitStatus.FAILED;
                });
        return commands.execute(named ? Arrays.copyOfRange(args, 1, args.length) : args);
    }

    private static String words(Exception failure) {
        return failure instanceof AtException ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which command? One of " + String.join(", ", Subcommands.NAMES));
    }
}
