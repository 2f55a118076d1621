package io.atflux.samples.modem.control;

import io.atflux.samples.modem.VirtualModem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/** One connection to the control port: the module that it addresses, and its lines one by one. For one thread. */
public final class ControlSession {

    private final int modules;
    private final IntFunction<VirtualModem> byNumber;
    private int module;

    /** A session that addresses the first module. */
    public ControlSession(int modules, IntFunction<VirtualModem> byNumber) {
        this.modules = modules;
        this.byNumber = byNumber;
    }

    /** Carries out one line. Never fails: an error in the line becomes its answer. */
    public CompletionStage<Reply> accept(String line) {
        String command = line.strip();
        int blank = command.indexOf(' ');
        String name = blank < 0 ? command : command.substring(0, blank);
        String argument = blank < 0 ? "" : command.substring(blank + 1).strip();
        try {
            return run(name, argument).exceptionally(ControlSession::failed);
        } catch (IllegalArgumentException e) {
            return answered(Reply.error(Reply.Type.WRONG_ARGUMENTS, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            return answered(failed(e));
        }
    }

    private static Reply failed(Throwable failure) {
        return Reply.error(Reply.Type.FAILED, String.valueOf(failure.getMessage()));
    }

    private CompletionStage<Reply> run(String name, String argument) {
        if (name.equals("help")) {
            return answered(Reply.lines(help()));
        }
        if (name.equals("module")) {
            return answered(choose(argument));
        }
        for (ControlCommand command : ControlCommands.ALL) {
            if (command.name().equals(name)) {
                return command.action().run(byNumber.apply(module), argument);
            }
        }
        return answered(Reply.error(Reply.Type.UNKNOWN_COMMAND, "'" + name + "'; help lists the commands"));
    }

    private static CompletionStage<Reply> answered(Reply reply) {
        return CompletableFuture.completedStage(reply);
    }

    private Reply choose(String argument) {
        if (!argument.matches("\\d{1,6}") || Integer.parseInt(argument) >= modules) {
            throw new IllegalArgumentException("modules have the numbers 0 to " + (modules - 1));
        }
        module = Integer.parseInt(argument);
        return Reply.ok();
    }

    private static List<String> help() {
        List<String> lines = new ArrayList<>();
        ControlCommands.ALL.forEach(command -> lines.add(command.usage() + ": " + command.description()));
        lines.add("module N: Selects the module for the following lines; 0 at first.");
        lines.add("help: Lists the commands.");
        return lines;
    }
}
