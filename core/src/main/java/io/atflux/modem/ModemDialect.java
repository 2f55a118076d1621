package io.atflux.modem;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.error.AtUsageException;
import io.atflux.urc.UrcType;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The commands and result codes with which one module is brought on the network.
 *
 * <p>Implemented by whoever adds a module of another vendor; given to {@link Modem#on}. New methods come only with a default.
 * Methods are called on any thread, also at the same time, and only build commands: nothing is sent before the command is. They check
 * their parameters and throw {@link AtUsageException} for what the module cannot take, of reason
 * {@link AtUsageException.Reason#UNSUPPORTED} for a function that it does not have. Answers in the form of 27.007 are read by
 * {@link SimState#from}, {@link Imsi#from}, {@link Iccid#from}, {@link Functionality#from}, {@link Apn#from},
 * {@link SignalQuality#from}, {@link Operator#from}, {@link Registration#from}, {@link ModemIdentity#part} and {@link ModemClock#from}.
 */
public interface ModemDialect {

    /** Nothing but a sign of life. */
    AtCommand<AtReply> attention();

    /** Turns the echo off (V.250 6.2.4). It is on again after each power-up. */
    AtCommand<AtReply> echoOff();

    /** Turns on errors with their reason as text. */
    AtCommand<AtReply> verboseErrors();

    /**
     * Sets the order in which radio technologies are searched.
     *
     * @param order the module's own numbers
     */
    default AtCommand<AtReply> searchOrder(List<Integer> order) {
        throw new AtUsageException(
                AtUsageException.Reason.UNSUPPORTED, "this module's dialect has no search order", null);
    }

    /** The search order that {@link Modem#attach()} sets unless the options have one; empty to leave the module's setting alone. */
    default List<Integer> defaultSearchOrder() {
        return List.of();
    }

    /** Switches the radio on (27.007 8.2). */
    AtCommand<AtReply> fullFunctionality();

    /** Switches the radio off, and leaves the SIM usable (27.007 8.2). {@link #fullFunctionality} switches it on again. */
    default AtCommand<AtReply> radioOff() {
        throw new AtUsageException(
                AtUsageException.Reason.UNSUPPORTED, "this module's dialect cannot switch the radio off", null);
    }

    /** Asks how much of the module is switched on (27.007 8.2). */
    default AtCommand<Functionality> functionality() {
        throw new AtUsageException(
                AtUsageException.Reason.UNSUPPORTED, "this module's dialect has no question about functionality", null);
    }

    /** Restarts the module: it answers, falls silent, and reports again. Never repeated. */
    AtCommand<AtReply> restart();

    /** Asks who made the module (27.007 5.1). */
    default AtCommand<String> manufacturer() {
        return ModemIdentity.question("+CGMI");
    }

    /** Asks for the product's name (27.007 5.2). */
    default AtCommand<String> model() {
        return ModemIdentity.question("+CGMM");
    }

    /** Asks for the version of the firmware (27.007 5.3). */
    default AtCommand<String> revision() {
        return ModemIdentity.question("+CGMR");
    }

    /** Asks for the serial number, which is the IMEI (27.007 5.4). */
    default AtCommand<String> imei() {
        return ModemIdentity.question("+CGSN");
    }

    /** Asks what the SIM wants (27.007 8.3). */
    AtCommand<SimState> simState();

    /** Enters the SIM's PIN. Never repeated: three wrong ones lock the card. */
    AtCommand<AtReply> enterPin(String pin);

    /** Asks for the identity of the SIM (27.007 5.6). */
    AtCommand<Imsi> imsi();

    /** Asks for the number of the card (ITU-T E.118). */
    default AtCommand<Iccid> iccid() {
        throw new AtUsageException(
                AtUsageException.Reason.UNSUPPORTED, "this module's dialect has no question about the ICCID", null);
    }

    /** Sets the access point of the first PDP context. */
    AtCommand<AtReply> setApn(Apn apn);

    /** Asks for the access point of the first PDP context (27.007 10.1.1); empty if it has none. */
    default AtCommand<Optional<Apn>> apn() {
        throw new AtUsageException(
                AtUsageException.Reason.UNSUPPORTED,
                "this module's dialect has no question about the access point",
                null);
    }

    /** Sets user and password of the first PDP context; only asked for with an access point that has them. */
    AtCommand<AtReply> authenticate(Apn apn);

    /** Asks for the signal (27.007 8.5). */
    AtCommand<SignalQuality> signal();

    /** Asks for the network (27.007 7.3). */
    AtCommand<Operator> operator();

    /** Asks whether one is registered (27.007 7.2, 10.1.20, 10.1.22). */
    AtCommand<Registration> registration(Registration.Domain domain);

    /** Asks whether there is an IP address. */
    AtCommand<BearerState> bearerState();

    /** Asks the network for an IP address; ends when it is there. */
    AtCommand<Bearer> dial(Apn apn);

    /** Gives the IP address back; ends when it is gone. */
    AtCommand<AtReply> release();

    /** Asks for the time (27.007 8.15). */
    AtCommand<OffsetDateTime> clock();

    /** Sets the time, to the second; the zone to the quarter of an hour (27.007 8.15). */
    AtCommand<AtReply> setClock(OffsetDateTime time);

    /**
     * Switches the start-up notices.
     *
     * @param ready the one that says that commands are taken
     * @param sim the one that says that the SIM can be used
     */
    default AtCommand<AtReply> startNotices(boolean ready, boolean sim) {
        throw new AtUsageException(
                AtUsageException.Reason.UNSUPPORTED, "this module's dialect has no start-up notices", null);
    }

    /** Changes of the bearer that nobody asked for, and those that end a dial. */
    UrcType<ModemEvent> bearerChanges();

    /** Everything else that the module reports by itself, beside what 27.007 has for all modules; may be empty. */
    List<UrcType<? extends ModemEvent>> events();
}
