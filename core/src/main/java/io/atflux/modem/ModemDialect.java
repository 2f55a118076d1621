package io.atflux.modem;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.error.AtUsageException;
import io.atflux.urc.UrcType;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The commands and result codes that bring one module on the network.
 *
 * <p>Implemented for modules of other vendors, and passed to {@link Modem#on}. New methods come only with a default. Methods are
 * called on any thread, also concurrently, and only build commands; they send nothing. They check their parameters and throw
 * {@link AtUsageException} for a value that the module does not accept, with reason {@link AtUsageException.Reason#UNSUPPORTED}
 * for a function that it does not have. Answers in the form of 27.007 are read by {@link SimState#from}, {@link Imsi#from},
 * {@link Iccid#from}, {@link Functionality#from}, {@link Apn#from}, {@link SignalQuality#from}, {@link Operator#from},
 * {@link Registration#from}, {@link ModemIdentity#part} and {@link ModemClock#from}.
 */
public interface ModemDialect {

    /** {@code AT} alone: checks that the module answers. */
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

    /** The search order that {@link Modem#attach()} sets unless the options have one; empty to keep the module's setting. */
    default List<Integer> defaultSearchOrder() {
        return List.of();
    }

    /** Switches the radio on (27.007 8.2). */
    AtCommand<AtReply> fullFunctionality();

    /** Switches the radio off and leaves the SIM usable (27.007 8.2). {@link #fullFunctionality} switches it on again. */
    default AtCommand<AtReply> radioOff() {
        throw new AtUsageException(
                AtUsageException.Reason.UNSUPPORTED, "this module's dialect cannot switch the radio off", null);
    }

    /** Reads the level of functionality (27.007 8.2). */
    default AtCommand<Functionality> functionality() {
        throw new AtUsageException(
                AtUsageException.Reason.UNSUPPORTED, "this module's dialect has no question about functionality", null);
    }

    /** Restarts the module: it answers, is silent while it starts, and reports its start. Never repeated. */
    AtCommand<AtReply> restart();

    /** Reads the manufacturer (27.007 5.1). */
    default AtCommand<String> manufacturer() {
        return ModemIdentity.question("+CGMI");
    }

    /** Reads the product name (27.007 5.2). */
    default AtCommand<String> model() {
        return ModemIdentity.question("+CGMM");
    }

    /** Reads the firmware version (27.007 5.3). */
    default AtCommand<String> revision() {
        return ModemIdentity.question("+CGMR");
    }

    /** Reads the serial number, which is the IMEI (27.007 5.4). */
    default AtCommand<String> imei() {
        return ModemIdentity.question("+CGSN");
    }

    /** Reads the state of the SIM (27.007 8.3). */
    AtCommand<SimState> simState();

    /** Enters the SIM's PIN. Never repeated: three wrong ones lock the card. */
    AtCommand<AtReply> enterPin(String pin);

    /** Reads the identity of the SIM (27.007 5.6). */
    AtCommand<Imsi> imsi();

    /** Reads the number of the card (ITU-T E.118). */
    default AtCommand<Iccid> iccid() {
        throw new AtUsageException(
                AtUsageException.Reason.UNSUPPORTED, "this module's dialect has no question about the ICCID", null);
    }

    /** Sets the access point of the first PDP context. */
    AtCommand<AtReply> setApn(Apn apn);

    /** Reads the access point of the first PDP context (27.007 10.1.1); empty if it has none. */
    default AtCommand<Optional<Apn>> apn() {
        throw new AtUsageException(
                AtUsageException.Reason.UNSUPPORTED,
                "this module's dialect has no question about the access point",
                null);
    }

    /** Sets user and password of the first PDP context; used only for an access point that has them. */
    AtCommand<AtReply> authenticate(Apn apn);

    /** Reads the signal quality (27.007 8.5). */
    AtCommand<SignalQuality> signal();

    /** Reads the network (27.007 7.3). */
    AtCommand<Operator> operator();

    /** Reads the registration in one domain (27.007 7.2, 10.1.20, 10.1.22). */
    AtCommand<Registration> registration(Registration.Domain domain);

    /** Reads whether there is an IP address. */
    AtCommand<BearerState> bearerState();

    /** Requests an IP address from the network; ends when it is assigned. */
    AtCommand<Bearer> dial(Apn apn);

    /** Releases the IP address; ends when it is released. */
    AtCommand<AtReply> release();

    /** Reads the clock (27.007 8.15). */
    AtCommand<OffsetDateTime> clock();

    /** Sets the clock, to the second; the zone to the quarter of an hour (27.007 8.15). */
    AtCommand<AtReply> setClock(OffsetDateTime time);

    /**
     * Switches the start-up notices.
     *
     * @param ready the notice that the module accepts commands
     * @param sim the notice that the SIM is usable
     */
    default AtCommand<AtReply> startNotices(boolean ready, boolean sim) {
        throw new AtUsageException(
                AtUsageException.Reason.UNSUPPORTED, "this module's dialect has no start-up notices", null);
    }

    /** Changes of the bearer, unsolicited ones and those that end a dial. */
    UrcType<ModemEvent> bearerChanges();

    /** The module's other reports, in addition to those of 27.007 for all modules; may be empty. */
    List<UrcType<? extends ModemEvent>> events();
}
