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
 * The reason why a link is not ready. Each cause states which rungs can repair it, whether it needs a human, and what to do. Later releases
 * may add constants; programs treat an unknown one as a failure that may pass.
 */
public enum LinkCause {
    /** The far end of the line refuses the connection. */
    LINE_REFUSED(
            Cure.WAIT,
            "The far end of the line refuses the connection.",
            "Start the serial server, or correct its port."),
    /** The line's address does not answer, or the port does not exist. */
    LINE_UNREACHABLE(
            Cure.WAIT,
            "The line's address does not answer, or the port does not exist.",
            "Check the address, the network, the cable and the power of the serial server."),
    /** Another program uses the line. */
    LINE_BUSY(Cure.WAIT, "Another program uses the line.", "End the other program that uses this port."),
    /** The open line was lost. */
    LINE_LOST(
            Cure.WAIT,
            "The open line was lost.",
            "Nothing if the line returns. If it breaks often, check the network between the host and the modem."),
    /** The line carried data before, and is silent now. */
    LINE_SILENT(
            Cure.WAIT,
            "The line carried data before, and is silent now.",
            "Check the cable, the serial server and the modem's power.",
            POWER),
    /** The received bytes form no lines: the baud rate is wrong, or the line is disturbed. */
    LINE_NOISE(
            Cure.WAIT,
            "The received bytes form no lines: the baud rate is wrong, or the line is disturbed.",
            "Set the line to the modem's baud rate (AT+IPR), and check the wiring."),
    /** The line's own TLS failed. */
    LINE_TLS(Cure.HUMAN, "The line's own TLS failed.", "Correct the certificates of the line's TLS."),
    /** The device has not dialled in. */
    DEVICE_NOT_DIALLED_IN(
            Cure.WAIT,
            "The device has not dialled in.",
            "Check that the device is on, has a network, and knows the address and port to dial."),

    /** The line is open, and no byte arrives. */
    MODEM_SILENT(
            Cure.WAIT,
            "The line is open, and no byte arrives.",
            "Check the modem's power, the wires and the baud rate.",
            POWER),
    /** The modem restarted. */
    MODEM_REBOOTED(
            Cure.WAIT,
            "The modem restarted.",
            "Nothing if it happens once. If it happens often, check the modem's power supply."),
    /** The modem does not answer, or its replies cannot be matched to commands. */
    MODEM_OUT_OF_STEP(
            Cure.WAIT,
            "The modem does not answer, or its replies cannot be matched to commands.",
            "Make sure that no other program talks to this modem.",
            RESET,
            POWER),
    /** The modem refuses a command that every module accepts. */
    MODEM_REFUSES(
            Cure.WAIT,
            "The modem refuses a command that every module accepts.",
            "Check that the profile fits the module's firmware.",
            RESET,
            POWER),

    /** There is no SIM in the modem. */
    SIM_MISSING(Cure.HUMAN, "There is no SIM in the modem.", "Insert a SIM."),
    /** The SIM requires its PIN, and none is configured. */
    SIM_PIN_WANTED(Cure.HUMAN, "The SIM requires its PIN, and none is configured.", "Configure the SIM's PIN."),
    /** The SIM refused the configured PIN, which is not sent again. */
    SIM_PIN_WRONG(
            Cure.HUMAN,
            "The SIM refused the configured PIN, which is not sent again.",
            "Configure the correct PIN. Three wrong PINs lock the SIM."),
    /** The SIM is locked after three wrong PINs. */
    SIM_PUK_WANTED(
            Cure.HUMAN,
            "The SIM is locked after three wrong PINs.",
            "Unlock the SIM with its PUK, in a telephone or with AT+CPIN."),
    /** The SIM does not work. */
    SIM_FAILURE(Cure.HUMAN, "The SIM does not work.", "Reinsert the SIM, or replace it."),
    /** The SIM is not ready yet. */
    SIM_BUSY(Cure.WAIT, "The SIM is not ready yet.", "Nothing: the SIM needs time."),

    /** No network is received. */
    NO_SIGNAL(Cure.WAIT, "No network is received.", "Check the antenna and its position.", RADIO, RESET, POWER),
    /** The modem searches for a network and finds none. */
    SEARCHING(
            Cure.WAIT,
            "The modem searches for a network and finds none.",
            "Check the antenna, and that the SIM may be used here.",
            RADIO,
            RESET,
            POWER),
    /** The network denies the SIM's registration. */
    REGISTRATION_DENIED(
            Cure.HUMAN,
            "The network denies the SIM's registration.",
            "Ask the SIM's operator: the SIM may be barred, unpaid, or not allowed here."),
    /** The radio is switched off. */
    RADIO_OFF(
            Cure.WAIT,
            "The radio is switched off.",
            "Nothing: the link switches the radio on again. If it does not stay on, find the program that switches it off.",
            RADIO),

    /** The network refuses the access point. */
    APN_REFUSED(
            Cure.HUMAN,
            "The network refuses the access point.",
            "Configure the access point name that the SIM's operator prescribes."),
    /** The network assigns no IP address. */
    BEARER_REFUSED(
            Cure.WAIT,
            "The network assigns no IP address.",
            "Check the access point name, and ask the operator whether the SIM has data and credit.",
            RADIO),
    /** The IP address was lost. */
    BEARER_LOST(Cure.WAIT, "The IP address was lost.", "Nothing if it returns.", RADIO, RESET, POWER),
    /** The module has an IP address that carries no traffic. */
    BEARER_STALE(
            Cure.WAIT,
            "The module has an IP address that carries no traffic.",
            "Nothing: the link releases the address and requests a new one.",
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
    /** The module reports that the connection was not opened. */
    BROKER_REFUSED(
            Cure.WAIT,
            "The module reports that the connection was not opened.",
            "Check the broker's address, credentials and load.",
            REOPEN,
            REDIAL,
            RADIO),
    /** The broker refuses the user and password. */
    CREDENTIALS_REFUSED(Cure.HUMAN, "The broker refuses the user and password.", "Correct the user and password."),
    /** Another device seems to use the same client identifier: the broker repeatedly disconnects this link. */
    IDENTITY_IN_USE(
            Cure.SLOWLY,
            "Another device seems to use the same client identifier: the broker repeatedly disconnects this link.",
            "Give each device its own client identifier."),
    /** A certificate does not match, or is not trusted. */
    TLS_CERTIFICATE(
            Cure.HUMAN,
            "A certificate does not match, or is not trusted.",
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
            "Nothing if it returns.",
            REOPEN,
            REDIAL,
            RADIO,
            RESET,
            POWER),
    /** The connection broke, and the module reconnects automatically. */
    MODULE_RECONNECTING(
            Cure.WAIT,
            "The connection broke, and the module reconnects automatically.",
            "Nothing: the module reconnects automatically.",
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
    /** Another link has taken over the modem or the MQTT client. */
    TAKEN_OVER(
            Cure.HUMAN,
            "Another link has taken over the modem or the MQTT client.",
            "Close one of the two programs that use this MQTT client, or allow this one to take it over."),
    /** The configuration is invalid. */
    MISCONFIGURED(Cure.HUMAN, "The configuration is invalid.", "Correct the configuration that the detail names.");

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

    /** The meaning of the cause, in words for people: {@code There is no SIM in the modem.} */
    public String meaning() {
        return meaning;
    }

    /** The remedy, in words for people. */
    public String cure() {
        return words;
    }

    /** Whether only a human can repair it. The link is then {@link LinkPhase#BLOCKED}, and still retries at intervals. */
    public boolean needsHuman() {
        return kind == Cure.HUMAN;
    }

    /** Whether it is retried only at the slow pace of causes that need a human, without being {@link LinkPhase#BLOCKED}. */
    public boolean isSlow() {
        return kind == Cure.SLOWLY;
    }

    /** The rungs of the ladder that can repair it, besides a retry at its own depth. No other rung is ever taken for it. */
    public Set<Rung> rungs() {
        return rungs;
    }

    /** Whether a rung can repair it. */
    public boolean isMendableBy(Rung rung) {
        return rungs.contains(rung);
    }
}
