package io.atflux.samples.modem.control;

import io.atflux.samples.modem.VirtualModem;
import io.atflux.samples.modem.message.PduReader;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** All commands of the control port. */
final class ControlCommands {

    static final List<ControlCommand> ALL = List.of(
            new ControlCommand(
                    "message",
                    "SENDER TEXT",
                    "Sends a text message to the module; \\n is a line end.",
                    ControlCommands::message),
            new ControlCommand(
                    "pdu",
                    "HEX",
                    "Sends the module a message given by its TPDU, an SMS-DELIVER.",
                    ControlCommands::pdu),
            new ControlCommand(
                    "sent", "", "Messages that the module has sent since the previous query.", (modem, none) -> {
                        nothing(none);
                        return modem.network()
                                .takeSent()
                                .thenApply(sent -> Reply.items(sent.stream()
                                        .map(message -> message.to() + " " + message.text())
                                        .toList()));
                    }),
            new ControlCommand(
                    "call",
                    "NUMBER",
                    "A caller calls the module.",
                    (modem, number) -> reached(
                            modem.network().call(words(number, 1)[0]), "the module is busy or not on the network")),
            new ControlCommand("hang-up", "", "The other side ends the voice call.", (modem, none) -> {
                nothing(none);
                return reached(modem.network().endCall(), "there is no voice call");
            }),
            new ControlCommand("end-data", "", "The network ends the data call.", (modem, none) -> {
                nothing(none);
                return reached(modem.network().endDataCall(), "there is no data call");
            }),
            new ControlCommand(
                    "ussd",
                    "0|1|2 [TEXT]",
                    "USSD from the network: no further action, further action required, ended.",
                    ControlCommands::ussd),
            new ControlCommand("ussd-request", "", "The USSD request that waits for an answer.", (modem, none) -> {
                nothing(none);
                return modem.network()
                        .ussdRequest()
                        .thenApply(request -> Reply.items(request.stream().toList()));
            }),
            new ControlCommand("sim", "in|out", "Inserts or removes the card.", ControlCommands::sim),
            new ControlCommand("network", "lost|back", "The cell is lost, or back.", ControlCommands::network),
            new ControlCommand(
                    "registration", "0..5", "The network changes the registration status.", (modem, stat) -> {
                        if (!stat.matches("[0-5]")) {
                            throw new IllegalArgumentException("a status is a number from 0 to 5");
                        }
                        modem.registration(Integer.parseInt(stat));
                        return done();
                    }),
            new ControlCommand(
                    "radio", "on|off|flight", "The radio is switched, as AT+CFUN does.", ControlCommands::radio),
            new ControlCommand(
                    "bearer",
                    "lost|stale|busy",
                    "The bearer is lost, carries no data, or stays busy.",
                    ControlCommands::bearer),
            new ControlCommand(
                    "mqtt-break",
                    "CLIENT [CAUSE]",
                    "An MQTT session breaks, with that cause or the switch's.",
                    ControlCommands::breakMqtt),
            new ControlCommand("echo", "on|off", "The echo is switched, as ATE does.", ControlCommands::echo),
            new ControlCommand("noise", "HEX", "These bytes appear on the line.", (modem, hex) -> {
                modem.faults().noise(bytes(hex));
                return done();
            }),
            new ControlCommand("hang", "", "The module hangs until power-cycle.", (modem, none) -> {
                nothing(none);
                modem.faults().hang();
                return done();
            }),
            new ControlCommand("power-cycle", "", "Takes the power away and restores it.", (modem, none) -> {
                nothing(none);
                modem.powerCycle();
                return done();
            }),
            new ControlCommand("switch", "NAME=POSITION", "Moves a switch.", ControlCommands::move),
            new ControlCommand("switches", "", "The positions of all switches.", (modem, none) -> {
                nothing(none);
                Switches now = modem.switches();
                return CompletableFuture.completedStage(Reply.items(Arrays.stream(Switch.values())
                        .map(each -> each.key() + "=" + (each == Switch.PIN ? "****" : now.text(each)))
                        .toList()));
            }));

    private ControlCommands() {}

    private static CompletionStage<Reply> done() {
        return CompletableFuture.completedStage(Reply.ok());
    }

    private static CompletionStage<Reply> reached(CompletionStage<Boolean> reached, String otherwise) {
        return reached.thenApply(yes -> yes ? Reply.ok() : Reply.error(Reply.Type.UNREACHABLE, otherwise));
    }

    private static void nothing(String argument) {
        if (!argument.isEmpty()) {
            throw new IllegalArgumentException("nothing may follow");
        }
    }

    /** Splits into this many words; the last one holds the rest. */
    private static String[] words(String argument, int count) {
        String[] words = argument.split(" ", count);
        if (words.length < count
                || Arrays.stream(words).anyMatch(String::isEmpty)
                || count == 1 && argument.contains(" ")) {
            throw new IllegalArgumentException(count == 1 ? "one word is wanted" : count + " words are wanted");
        }
        return words;
    }

    private static CompletionStage<Reply> message(VirtualModem modem, String argument) {
        String[] words = words(argument, 2);
        return modem.network().message(words[0], Escaped.read(words[1])).thenApply(ControlCommands::kept);
    }

    private static CompletionStage<Reply> pdu(VirtualModem modem, String argument) {
        return modem.network().message(PduReader.ofHex(argument)).thenApply(ControlCommands::kept);
    }

    private static Reply kept(int waiting) {
        return waiting == 0 ? Reply.ok() : Reply.ok("the network keeps " + waiting);
    }

    private static CompletionStage<Reply> ussd(VirtualModem modem, String argument) {
        if (!argument.matches("[0-2]( .*)?")) {
            throw new IllegalArgumentException("0, 1 or 2, and a text");
        }
        String text = argument.length() > 1 ? Escaped.read(argument.substring(2)) : "";
        return reached(modem.network().ussd(argument.charAt(0) - '0', text), "the module is not on the network");
    }

    private static CompletionStage<Reply> sim(VirtualModem modem, String argument) {
        switch (argument) {
            case "in" -> modem.insertSim();
            case "out" -> modem.removeSim();
            default -> throw new IllegalArgumentException("in or out");
        }
        return done();
    }

    private static CompletionStage<Reply> radio(VirtualModem modem, String argument) {
        switch (argument) {
            case "on" -> modem.faults().radio(1);
            case "off" -> modem.faults().radio(0);
            case "flight" -> modem.faults().radio(4);
            default -> throw new IllegalArgumentException("on, off or flight");
        }
        return done();
    }

    private static CompletionStage<Reply> bearer(VirtualModem modem, String argument) {
        switch (argument) {
            case "lost" -> modem.faults().loseBearer();
            case "stale" -> modem.faults().staleBearer();
            case "busy" -> modem.faults().holdBearer();
            default -> throw new IllegalArgumentException("lost, stale or busy");
        }
        return done();
    }

    private static CompletionStage<Reply> breakMqtt(VirtualModem modem, String argument) {
        if (!argument.matches("[12]( \\d)?")) {
            throw new IllegalArgumentException("1 or 2, and a cause from 0 to 9");
        }
        int cause = argument.length() > 1
                ? argument.charAt(2) - '0'
                : modem.switches().number(Switch.BREAK_CAUSE);
        modem.faults().breakMqtt(argument.charAt(0) - '0', cause);
        return done();
    }

    private static CompletionStage<Reply> echo(VirtualModem modem, String argument) {
        switch (argument) {
            case "on" -> modem.faults().echo(true);
            case "off" -> modem.faults().echo(false);
            default -> throw new IllegalArgumentException("on or off");
        }
        return done();
    }

    private static byte[] bytes(String hex) {
        if (!hex.matches("([0-9A-Fa-f]{2})+")) {
            throw new IllegalArgumentException("pairs of hexadecimal digits are wanted");
        }
        return HexFormat.of().parseHex(hex);
    }

    private static CompletionStage<Reply> network(VirtualModem modem, String argument) {
        switch (argument) {
            case "lost" -> modem.loseNetwork();
            case "back" -> modem.restoreNetwork();
            default -> throw new IllegalArgumentException("lost or back");
        }
        return done();
    }

    private static CompletionStage<Reply> move(VirtualModem modem, String argument) {
        int equals = argument.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("'" + argument + "' is not name=position");
        }
        Switch which = Switch.byKey(argument.substring(0, equals));
        modem.move(which, argument.substring(equals + 1));
        return which.atPowerUp() ? CompletableFuture.completedStage(Reply.ok("at the next power-up")) : done();
    }
}
