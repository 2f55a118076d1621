package io.atflux.samples.cli;

import io.atflux.samples.cli.demo.DemoCommand;
import io.atflux.samples.cli.doctor.DoctorCommand;
import io.atflux.samples.cli.info.InfoCommand;
import io.atflux.samples.cli.modem.ModemCommand;
import io.atflux.samples.cli.mqtt.PubCommand;
import io.atflux.samples.cli.mqtt.SubCommand;
import io.atflux.samples.cli.ports.PortsCommand;
import io.atflux.samples.cli.send.SendCommand;
import java.util.List;
import picocli.CommandLine;

/** The subcommands. Only the requested one is created, because the classes of the others are most of the program. */
final class Subcommands {

    static final List<String> NAMES = List.of("send", "info", "pub", "sub", "demo", "doctor", "ports", "modem");

    private static final List<String> OF_THE_PROGRAM = List.of("completion", "help");

    private Subcommands() {}

    /**
     * The subcommand of that name as the top-level command: creating the program's own command is a notable part of a
     * short run.
     */
    static CommandLine alone(String name, Streams streams) {
        CommandLine command = made(name, streams);
        command.setCommandName("atflux " + name);
        return command;
    }

    /** Adds all, for help, completion and unknown names. */
    static void addAll(CommandLine program, Streams streams) {
        NAMES.forEach(name -> program.addSubcommand(name, made(name, streams)));
        OF_THE_PROGRAM.forEach(name -> program.addSubcommand(name, made(name, streams)));
    }

    private static CommandLine made(String name, Streams streams) {
        CommandLine command = new CommandLine(subcommand(name, streams));
        // A subcommand's version is the program's.
        command.getCommandSpec().versionProvider(new Version());
        return command;
    }

    private static Object subcommand(String name, Streams streams) {
        return switch (name) {
            case "send" -> new SendCommand(streams);
            case "info" -> new InfoCommand(streams);
            case "pub" -> new PubCommand(streams);
            case "sub" -> new SubCommand(streams);
            case "demo" -> new DemoCommand(streams);
            case "doctor" -> new DoctorCommand(streams);
            case "ports" -> new PortsCommand(streams);
            case "modem" -> new ModemCommand(streams);
            case "completion" -> new CompletionCommand(streams);
            default -> new CommandLine.HelpCommand();
        };
    }
}
