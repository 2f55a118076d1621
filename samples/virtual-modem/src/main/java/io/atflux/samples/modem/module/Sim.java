package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.engine.CmeError;
import io.atflux.samples.modem.engine.CommandException;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The firmware's view of the SIM since power-up. */
public final class Sim {

    /** The answer to AT+CPIN? for a usable card. */
    public static final String READY = "READY";

    private final SimCard card;
    private final Nvram nvram;
    private final Switches switches;
    private final Clock clock;
    private final Consumer<String> urcs;
    private final Runnable ready;
    private final Runnable gone;
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean recognised;
    private boolean unlocked;
    private int insertion;

    /** A SIM not yet read; {@code ready} and {@code gone} run when it becomes usable and when it is taken out. */
    public Sim(
            SimCard card,
            Nvram nvram,
            Switches switches,
            Clock clock,
            Consumer<String> urcs,
            Runnable ready,
            Runnable gone) {
        this.card = card;
        this.nvram = nvram;
        this.switches = switches;
        this.clock = clock;
        this.urcs = urcs;
        this.ready = ready;
        this.gone = gone;
    }

    /** Begins to read the card. */
    public void start() {
        int mine = ++insertion;
        clock.schedule(switches.time(Switch.SIM_TIME), () -> {
            if (mine == insertion && card.inserted() && !card.fault().equals("busy")) {
                recognised = true;
                unlocked = !card.pinWanted();
                announceIfReady();
            }
            List<Runnable> answers = List.copyOf(waiting);
            waiting.clear();
            answers.forEach(Runnable::run);
        });
    }

    /** Answers after the card was read; at once if that is over, or if a switch disables the wait. */
    public void whenRead(Runnable answer) {
        if (card.inserted()
                && !recognised
                && !card.fault().equals("busy")
                && switches.is(Switch.CPIN_AT_BOOT, "wait")) {
            waiting.add(answer);
        } else {
            answer.run();
        }
    }

    private void announceIfReady() {
        if (usable()) {
            announce(Duration.ofMillis(switches.number(Switch.SIM_READY)));
            ready.run();
        }
    }

    private void announce(Duration later) {
        int mine = insertion;
        if (insertion == 1 && switches.is(Switch.BANNER, "none")) {
            return;
        }
        if (later.isZero()) {
            notice("+SIM READY");
        } else {
            clock.schedule(later, () -> {
                if (mine == insertion) {
                    notice("+SIM READY");
                }
            });
        }
    }

    private void notice(String line) {
        if (nvram.simNotice) {
            urcs.accept(line);
        }
    }

    /** The card was inserted or removed while the module runs. */
    public void hotPlug(boolean inserted) {
        if (inserted) {
            notice("+SIM: Inserted");
            start();
        } else {
            insertion++;
            recognised = false;
            unlocked = false;
            notice("+SIM: Removed");
            notice("+SIM DROP");
            gone.run();
        }
    }

    /** The card's behaviour has changed: reads it anew. */
    public void reread() {
        recognised = false;
        unlocked = false;
        gone.run();
        start();
    }

    private boolean usable() {
        return card.inserted() && recognised && unlocked && !broken();
    }

    private boolean broken() {
        return card.dead() || card.fault().equals("failure") || card.fault().equals("wrong");
    }

    /** The code that AT+CPIN? names: READY, SIM PIN or SIM PUK. Throws if the card cannot be queried. */
    public String wants() {
        if (!card.inserted()) {
            throw new CommandException(CmeError.SIM_NOT_INSERTED);
        }
        if (!recognised) {
            throw new CommandException(CmeError.SIM_BUSY);
        }
        if (broken()) {
            throw new CommandException(card.fault().equals("wrong") ? CmeError.SIM_WRONG : CmeError.SIM_FAILURE);
        }
        if (unlocked) {
            return READY;
        }
        return card.blocked() ? "SIM PUK" : "SIM PIN";
    }

    /** The number of the card (ICCID). */
    public String iccid() {
        return card.iccid();
    }

    /** The number of its subscriber (IMSI). */
    public String imsi() {
        return card.imsi();
    }

    /** Throws the reason why the SIM cannot be used, if there is one. */
    public void require() {
        String wants = wants();
        if (wants.equals("SIM PIN")) {
            throw new CommandException(CmeError.SIM_PIN_REQUIRED);
        }
        if (wants.equals("SIM PUK")) {
            throw new CommandException(CmeError.SIM_PUK_REQUIRED);
        }
    }

    /** AT+CPIN="pin". */
    public void enterPin(String pin) {
        switch (wants()) {
            case READY -> throw new CommandException(CmeError.NOT_ALLOWED);
            case "SIM PUK" -> throw new CommandException(CmeError.SIM_PUK_REQUIRED);
            default -> unlock(card.tryPin(pin));
        }
    }

    /** AT+CPIN="puk","new pin". */
    public void enterPuk(String puk, String newPin) {
        if (!wants().equals("SIM PUK")) {
            throw new CommandException(CmeError.NOT_ALLOWED);
        }
        unlock(card.tryPuk(puk, newPin));
    }

    private void unlock(boolean right) {
        if (!right) {
            throw new CommandException(card.blocked() ? CmeError.SIM_PUK_REQUIRED : CmeError.INCORRECT_PASSWORD);
        }
        unlocked = true;
        announceIfReady();
    }
}
