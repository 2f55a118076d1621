package io.atflux.samples.cli;

import io.atflux.samples.modem.switches.Switches;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --switch NAME=POSITION}: the differences of the virtual module from its defaults. */
public final class ModuleSwitches {

    @Option(
            names = "--switch",
            paramLabel = "NAME=POSITION",
            description = "Moves a switch of the virtual module; may be repeated. See atflux modem --switches.")
    private List<String> switches = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /**
     * All switches at their positions.
     *
     * @throws ParameterException if there is no such switch or position; the message lists the valid ones
     */
    public Switches positions() {
        Switches positions = Switches.defaults();
        try {
            for (String assignment : switches) {
                positions = positions.with(assignment);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
        return positions;
    }
}
