package io.atflux.samples.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what is wrong with a command line, and the name of the help. */
final class Misuse implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException misuse, String[] args) {
        CommandLine command = misuse.getCommandLine();
        PrintWriter err = command.getErr();
        String named = ofTheProgram(misuse, args);
        String message = named == null ? String.valueOf(misuse.getMessage()) : named;
        // The message repeats arguments, and a misplaced argument may be a broker's URL.
        err.println("atflux: " + message.replaceAll("(mqtts?://)\\S*@", "$1******@"));
        List<String> meant = named == null && misuse instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions()
                : List.of();
        if (!meant.isEmpty()) {
            err.println("Did you mean " + String.join(", or ", meant) + "?");
        }
        err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitStatus.USAGE;
    }

    /** The message for a wrong name of a command, or for an option before it; null for all else. */
    private static @Nullable String ofTheProgram(ParameterException misuse, String[] args) {
        CommandLine program = misuse.getCommandLine().getCommandSpec().root().commandLine();
        if (!(program.getCommand() instanceof Atflux)) {
            return null;
        }
        String option = args.length == 0 ? null : early(program, args);
        if (option != null || misuse.getCommandLine() != program) {
            return option;
        }
        if (misuse.getValue() != null) {
            return noCommand(misuse.getValue());
        }
        String first = misuse instanceof UnmatchedArgumentException unmatched
                ? unmatched.getUnmatched().get(0)
                : "-";
        return first.startsWith("-") ? null : noCommand(first);
    }

    private static String noCommand(String name) {
        return "there is no command '" + name + "'; one of " + String.join(", ", Subcommands.NAMES);
    }

    private static @Nullable String early(CommandLine program, String[] args) {
        String option = args[0].replaceFirst("=.*", "");
        if (!option.startsWith("-") || has(program, option)) {
            return null;
        }
        List<String> owners = program.getSubcommands().entrySet().stream()
                .filter(command -> has(command.getValue(), option))
                .map(Map.Entry::getKey)
                .toList();
        String owner = Arrays.stream(args).filter(owners::contains).findFirst().orElse("COMMAND");
        return owners.isEmpty()
                ? null
                : "'" + option + "' is an option of a command, and comes after its name: atflux " + owner + " "
                        + option;
    }

    private static boolean has(CommandLine command, String option) {
        return command.getCommandSpec().optionsMap().containsKey(option);
    }
}
