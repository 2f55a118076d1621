package io.atflux.link;

import static io.atflux.link.Rung.POWER;
import static io.atflux.link.Rung.RADIO;
import static io.atflux.link.Rung.REDIAL;
import static io.atflux.link.Rung.REOPEN;
import static io.atflux.link.Rung.RESET;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Why a link is not ready. Each cause says which rungs can mend it, whether a human has to, and what to do. Later releases may add
 * constants; programs treat one that they do not know as a failure that may pass.
 */
public enum LinkCause {
    /** The far end of the line is there and takes no connection. */
    LINE_REFUSED(
            Cure.WAIT,
            "The far end of the line is there and takes no connection.",
            "Start the serial server, or correct its port."),
    /** Nobody answers at the line's address, or there is no such port. */
    LINE_UNREACHABLE(
            Cure.WAIT,
            "Nobody answers at the line's address, or there is no such port.",
            "Check the address, the network, the cable and the power of the serial server."),
    /** Somebody else has the line. */
    LINE_BUSY(Cure.WAIT, "Somebody else has the line.", "End the other program that uses this port."),
    /** The line was open and broke. */
    LINE_LOST(
            Cure.WAIT,
            "The line was open and broke.",
            "Nothing, if it comes back. If it breaks often, check the network between here and the modem."),
    /** Something came on this line before, and nothing comes any more. */
    LINE_SILENT(
            Cure.WAIT,
            "Something came on this line before, and nothing comes any more.",
            "Check the cable, the serial server and the modem's power.",
            POWER),
    /** Bytes come that are no lines: the rate is wrong, or the line is disturbed. */
    LINE_NOISE(
            Cure.WAIT,
            "Bytes come that are no lines: the rate is wrong, or the line is disturbed.",
            "Set the line to the modem's baud rate (AT+IPR), and check the wiring."),
    /** The line's own TLS failed. */
    LINE_TLS(Cure.HUMAN, "The line's own TLS failed.", "Correct the certificates of the line's TLS."),
    /** The device has not dialled in. */
    DEVICE_NOT_DIALLED_IN(
            Cure.WAIT,
            "The device has not dialled in.",
            "Check that the device is on, has a network, and knows the address and port to dial."),

    /** The line is open, and not one byte comes. */
    MODEM_SILENT(
            Cure.WAIT,
            "The line is open, and not one byte comes.",
            "Check the modem's power, the wires and the baud rate.",
            POWER),
    /** The modem started anew. */
    MODEM_REBOOTED(
            Cure.WAIT,
            "The modem started anew.",
            "Nothing, if it happens once. If it happens often, check the modem's power supply."),
    /** It does not answer as it should: not at all, or not so that replies can be told from each other. */
    MODEM_OUT_OF_STEP(
            Cure.WAIT,
            "It does not answer as it should: not at all, or not so that replies can be told from each other.",
            "Make sure that no other program talks to this modem.",
            RESET,
            POWER),
    /** It refuses what every module takes. */
    MODEM_REFUSES(
            Cure.WAIT,
            "It refuses what every module takes.",
            "Check that the profile fits the module's firmware.",
            RESET,
            POWER),

    /** There is no SIM in the modem. */
    SIM_MISSING(Cure.HUMAN, "There is no SIM in the modem.", "Put a SIM in."),
    /** The SIM asks for its PIN, and none is configured. */
    SIM_PIN_WANTED(Cure.HUMAN, "The SIM asks for its PIN, and none is configured.", "Configure the SIM's PIN."),
    /** The SIM refused the configured PIN, which is not sent again. */
    SIM_PIN_WRONG(
            Cure.HUMAN,
            "The SIM refused the configured PIN, which is not sent again.",
            "Configure the right PIN. Three wrong ones lock the SIM."),
    /** The SIM is locked after three wrong PINs. */
    SIM_PUK_WANTED(
            Cure.HUMAN,
            "The SIM is locked after three wrong PINs.",
            "Unlock the SIM by its PUK, in a telephone or by AT+CPIN."),
    /** The SIM does not work. */
    SIM_FAILURE(Cure.HUMAN, "The SIM does not work.", "Put the SIM in again, or replace it."),
    /** The SIM is not yet ready. */
    SIM_BUSY(Cure.WAIT, "The SIM is not yet ready.", "Nothing: the SIM needs time."),

    /** No network is received. */
    NO_SIGNAL(Cure.WAIT, "No network is received.", "Check the antenna and where it stands.", RADIO, RESET, POWER),
    /** Networks are searched for, and none is found. */
    SEARCHING(
            Cure.WAIT,
            "Networks are searched for, and none is found.",
            "Check the antenna, and that the SIM may be used here.",
            RADIO,
            RESET,
            POWER),
    /** The network denies the SIM. */
    REGISTRATION_DENIED(
            Cure.HUMAN,
            "The network denies the SIM.",
            "Ask the SIM's operator: it may be barred, unpaid, or not allowed here."),
    /** Somebody switched the radio off. */
    RADIO_OFF(
            Cure.WAIT,
            "Somebody switched the radio off.",
            "Nothing: the radio is switched on again. If it does not stay on, find who switches it off.",
            RADIO),

    /** The network does not take the access point. */
    APN_REFUSED(
            Cure.HUMAN,
            "The network does not take the access point.",
            "Configure the access point name that the SIM's operator prescribes."),
    /** The network gives no IP address. */
    BEARER_REFUSED(
            Cure.WAIT,
            "The network gives no IP address.",
            "Check the access point name, and with the operator that the SIM has data and credit.",
            RADIO),
    /** The IP address was lost. */
    BEARER_LOST(Cure.WAIT, "The IP address was lost.", "Nothing, if it comes back.", RADIO, RESET, POWER),
    /** The module has an IP address that carries nothing. */
    BEARER_STALE(
            Cure.WAIT,
            "The module has an IP address that carries nothing.",
            "Nothing: it is given back, and a new one asked for.",
            REDIAL,
            RADIO,
            RESET,
            POWER),

    /** The broker does not answer. */
    BROKER_UNREACHABLE(
            Cure.WAIT,
            "The broker does not answer.",
            "Check the broker's address and port, and that it runs.",
            REOPEN,
            REDIAL,
            RADIO,
            RESET,
            POWER),
    /** The module says that the connection was not opened. */
    BROKER_REFUSED(
            Cure.WAIT,
            "The module says that the connection was not opened.",
            "Check the broker's address, credentials and load.",
            REOPEN,
            REDIAL,
            RADIO),
    /** The broker does not take user and password. */
    CREDENTIALS_REFUSED(Cure.HUMAN, "The broker does not take user and password.", "Correct user and password."),
    /** Another device seems to use the same client identifier: the broker throws us out again and again. */
    IDENTITY_IN_USE(
            Cure.SLOWLY,
            "Another device seems to use the same client identifier: the broker throws us out again and again.",
            "Give each device a client identifier of its own."),
    /** A certificate does not fit, or is not trusted. */
    TLS_CERTIFICATE(
            Cure.HUMAN,
            "A certificate does not fit, or is not trusted.",
            "Correct the certificates, and check their dates."),
    /** The module's clock is wrong, so that no certificate is valid. */
    TLS_CLOCK(
            Cure.HUMAN,
            "The module's clock is wrong, so that no certificate is valid.",
            "Set the module's clock (AT+CCLK), or let the link set it."),
    /** TLS failed for another reason. */
    TLS_FAILED(
            Cure.WAIT,
            "TLS failed for another reason.",
            "Check that module and broker have a TLS version and a cipher in common.",
            REOPEN),
    /** The connection to the broker broke. */
    CONNECTION_BROKEN(
            Cure.WAIT,
            "The connection to the broker broke.",
            "Nothing, if it comes back.",
            REOPEN,
            REDIAL,
            RADIO,
            RESET,
            POWER),
    /** The connection broke, and the module connects again by itself. */
    MODULE_RECONNECTING(
            Cure.WAIT,
            "The connection broke, and the module connects again by itself.",
            "Nothing: the module connects by itself.",
            REOPEN),
    /** The broker refuses a subscription, or ends the connection because of one. */
    SUBSCRIPTION_REFUSED(
            Cure.SLOWLY,
            "The broker refuses a subscription, or ends the connection because of one.",
            "Check the topic filters, and the broker's access rules for this client."),

    /** The broker ends the connection because of a message. The message is given up after five connections. */
    MESSAGE_REFUSED(
            Cure.WAIT,
            "The broker ends the connection because of a message.",
            "Check the message's topic, and the broker's access rules for this client. "
                    + "The message is given up after five connections.",
            REOPEN),

    /** The program closed the link. */
    CLOSED_BY_USER(Cure.HUMAN, "The program closed the link.", "Nothing."),
    /** Another link has taken the modem or the MQTT client over. */
    TAKEN_OVER(
            Cure.HUMAN,
            "Another link has taken the modem or the MQTT client over.",
            "Close one of the two programs that use this MQTT client, or allow this one to take it over."),
    /** What is configured cannot be. */
    MISCONFIGURED(Cure.HUMAN, "What is configured cannot be.", "Correct the configuration that is named.");

    private enum Cure {
        WAIT,
        SLOWLY,
        HUMAN
    }

    private final Cure kind;
    private final String meaning;
    private final String words;
    private final Set<Rung> rungs;

    LinkCause(Cure kind, String meaning, String words, Rung... rungs) {
        this.kind = kind;
        this.meaning = meaning;
        this.words = words;
        Set<Rung> all = EnumSet.noneOf(Rung.class);
        Collections.addAll(all, rungs);
        this.rungs = Collections.unmodifiableSet(all);
    }

    /** What it is, for people: {@code There is no SIM in the modem.} */
    public String meaning() {
        return meaning;
    }

    /** What to do, for people. */
    public String cure() {
        return words;
    }

    /** Whether only a human can mend it. The link is {@link LinkPhase#BLOCKED} then, and looks again all the same. */
    public boolean needsHuman() {
        return kind == Cure.HUMAN;
    }

    /** Whether it is tried again only at the slow pace of what a human should look at, without being {@link LinkPhase#BLOCKED}. */
    public boolean isSlow() {
        return kind == Cure.SLOWLY;
    }

    /** The rungs of the ladder that can mend it, beside trying again at its own depth; none that cannot is ever taken for it. */
    public Set<Rung> rungs() {
        return rungs;
    }

    /** Whether a rung can mend it. */
    public boolean isMendableBy(Rung rung) {
        return rungs.contains(rung);
    }
}
