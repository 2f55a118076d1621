package io.atflux.samples.cli;

import io.atflux.error.AtException;
import io.atflux.samples.cli.log.ProgramLogProvider;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

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
                .setParameterExceptionHandler((misuse, all) -> misused(misuse))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("atflux: " + words(failure));
                    return ExitStatus.FAILED;
                });
        return commands.execute(named ? Arrays.copyOfRange(args, 1, args.length) : args);
    }

    private static int misused(ParameterException misuse) {
        CommandLine command = misuse.getCommandLine();
        PrintWriter err = command.getErr();
        // The message repeats arguments, and a misplaced argument may be a broker's URL.
        String message = command.getCommand() instanceof Atflux && misuse instanceof UnmatchedArgumentException unknown
                ? noCommand(unknown)
                : misuse.getMessage();
        err.println("atflux: " + String.valueOf(message).replaceAll("(mqtts?://)\\S*@", "$1******@"));
        List<String> meant =
                misuse instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        if (!meant.isEmpty()) {
            err.println("Did you mean " + String.join(", or ", meant) + "?");
        }
        err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitStatus.USAGE;
    }

    private static String noCommand(UnmatchedArgumentException unknown) {
        String first = unknown.getUnmatched().get(0);
        return first.startsWith("-")
                ? String.valueOf(unknown.getMessage())
                : "there is no command '" + first + "'; one of " + String.join(", ", Subcommands.NAMES);
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
