package io.atflux.samples.modem.switches;

import io.atflux.samples.modem.switches.Positions.Choice;
import io.atflux.samples.modem.switches.Positions.Millis;
import io.atflux.samples.modem.switches.Positions.Outcome;
import io.atflux.samples.modem.switches.Positions.Pattern;
import io.atflux.samples.modem.switches.Positions.Range;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The behaviour of a real L610 that is uncertain, and the faults that a test can inject, in one table. */
public enum Switch {
    // The line and the AT engine.
    TIMING("real", choice("real", "instant"), "whether answers, boot, dialling and refusals take a real module's time"),
    ECHO_CR("present", choice("present", "absent"), "whether the echo of a command includes its CR"),
    INFO_FRAMING("first", choice("first", "every"), "which lines of a longer answer have a leading CR LF"),
    PROMPT("blank", choice("blank", "bare", "line", "lone"), "CR LF > blank; CR LF >; CR LF > CR LF; only >"),
    URC_DURING_COMMAND(
            "hold",
            choice("hold", "interleave", "between"),
            "when URCs are printed while a command runs: after its final result, at once, after the first line of its answer"),
    URC_IN_DATA("hold", choice("hold", "drop"), "what the online data state does with URCs until it is left"),
    PACING(
            "off",
            choice("off", "baud", "byte"),
            "how its output is sent: at once, at the speed of AT+IPR, or also each byte separately"),
    BUFFER("12288", choice("12288", "3072", "2048", "1024"), "longest command line in bytes; longer ones vanish"),
    PARAMETERS("56", choice("56", "24"), "most parameters of a command"),
    NUL("cut", choice("cut", "keep"), "whether a NUL byte cuts a quoted parameter"),
    UNQUOTED("refuse", choice("refuse", "accept"), "whether host, topic and APN may stand without quotes"),
    PARAMETER_ERROR("53", choice("53", "980"), "error code for a wrong parameter of the IP and MQTT commands"),
    AUTOBAUD("lost", choice("lost", "off"), "whether baud-rate detection swallows the first command after power-up"),
    BOOT_NOISE("off", choice("off", "on"), "five undecodable bytes before the first echo after power-up"),
    ECHO_NOISE("", pattern("<n>,...", "|\\d{1,6}(,\\d{1,6})*"), "the same before the n-th echoes after power-up"),
    SLEEP_AFTER("0", range(0, 3_600_000), "idle milliseconds after which the next byte is lost; 0 never"),
    SLEEP("asked", choice("asked", "always"), "when it sleeps: as AT+GTWAKE and ATS24 set, or in any case"),
    ABORT_CHARACTER(
            "none", pattern("none|<command>", "none|AT[!-~]+"), "a command that any received byte aborts with ERROR"),

    SPEED_MISMATCH(
            "garbles",
            choice("garbles", "harmless"),
            "bytes at another speed than AT+IPR's; on a module's USB port speed means nothing"),
    HANG_UP("calls", choice("calls", "bearer"), "what a fall of DTR ends with AT&D2: data calls; also the bearer"),

    // The serial server of the RFC 2217 face.
    COM_PORT_ANSWERS(
            "all",
            choice("all", "no-wires", "none"),
            "requests that it answers: all, all but those for DTR and RTS, none; it performs all of them"),
    COM_PORT_SPEED("asked", pattern("asked|<baud>", "asked|[1-9]\\d{1,6}"), "speed that it sets, and answers with"),
    COM_PORT_STATES(
            "changes",
            choice("changes", "lines"),
            "when it reports the modem state: when that changes; also within the module's output"),
    COM_PORT_PAUSE("0", range(0, 60_000), "milliseconds for which it suspends the host with each piece of data"),
    COM_PORT_BINARY("agreed", choice("agreed", "refused"), "whether it agrees to telnet's binary transmission"),

    // Power-up.
    BOOT_TIME("auto", millis(3_000), "silence after a reset"),
    BANNER_TIME("auto", millis(300), "from power-up to AT command ready"),
    SIM_TIME("auto", millis(800), "from power-up to a SIM that can be used, and to +SIM READY"),
    SIM_READY("0", range(0, 600_000), "milliseconds by which +SIM READY comes after that"),
    CPIN_AT_BOOT("wait", choice("wait", "busy"), "AT+CPIN? before the SIM is read: answered late, or SIM busy at once"),
    BANNER(
            "at-command-ready",
            choice("at-command-ready", "at-ready", "none"),
            "spelling of the first notice; none: neither that one nor +SIM READY after power-up"),
    POWER(
            "connection",
            choice("connection", "start"),
            "when the module is switched on: at the first connection, at once"),
    MODULE_LIFE("lasting", choice("lasting", "connection"), "whether each connection gets a fresh module"),

    // Identity, SIM, network.
    IMEI("861234050000010", pattern("<15 digits>", "\\d{15}"), "identity of the module"),
    IMSI(
            "460046616008063",
            pattern("<15 digits>", "\\d{15}"),
            "identity of the subscriber; also read when the card is inserted"),
    ICCID(
            "89860446161990000010",
            pattern("<18 to 22 digits>", "\\d{18,22}"),
            "number of the card; another one is another card, with its own PIN and tries; also read when it is inserted"),
    CPIN(
            "ready",
            choice("ready", "pin", "puk", "not-inserted", "busy", "failure", "wrong"),
            "what the SIM requires, or its fault; a move while the module runs makes it read the card again"),
    PIN("1234", pattern("<4 to 8 digits>", "\\d{4,8}"), "PIN of the SIM; its PUK is 12345678"),
    REGISTRATION(
            "auto",
            pattern("auto|<stat>[@<ms>],...", "auto|[0-5](@\\d{1,9})?(,[0-5](@\\d{1,9})?)*"),
            "registration status from so many milliseconds after the SIM is ready on; auto: 0, soon 1"),
    OPERATOR("CHINA MOBILE", pattern("<name>", "[ !#-~]{1,32}"), "name in AT+COPS?"),
    OPERATOR_SHORT("CMCC", pattern("<name>", "[ !#-~]{1,16}"), "its short name"),
    OPERATOR_NUMERIC("46000", pattern("<5 or 6 digits>", "\\d{5,6}"), "its number"),
    DOMAINS("all", choice("all", "cereg", "cgreg", "creg"), "which of the three registration queries show the status"),
    CSQ("25,99", pattern("<rssi>,<ber>", "\\d{1,2},\\d{1,2}"), "signal while registered"),
    CSQ_UNREGISTERED("0,0", choice("0,0", "99,99"), "signal while not registered"),
    CESQ("99,99,255,255,20,50", pattern("<six numbers>", "\\d{1,3}(,\\d{1,3}){5}"), "extended signal while registered"),
    CALENDAR("right", choice("right", "wrong"), "module clock at power-up; a wrong one fails certificate checks"),

    NUMBER(
            "+8613900000010",
            pattern("<number>", "\\+?\\d{3,20}"),
            "the subscriber's number; messages to it are delivered to the module"),

    // Messages, calls, USSD.
    SM_PLACES("50", range(0, 255), "places for messages on the SIM"),
    ME_PLACES("100", range(0, 255), "places for messages in the module"),
    CALL("answered", choice("answered", "busy", "no-answer", "no-carrier"), "how a voice call of the host's ends"),
    CALL_TIME("auto", millis(2_000), "from ATD to the result of a voice call"),
    USSD_ANSWER("", pattern("<text>", "[ -~]{0,182}"), "what the network answers to each USSD request; empty: nothing"),
    USSD_TIME("auto", millis(1_500), "from OK of AT+CUSD to that answer"),
    USSD_LIMIT(
            "30000", range(1, 600_000), "milliseconds without an answer after which a USSD request ends with +CUSD: 5"),

    // Bearer.
    DIAL(
            "network",
            outcome("network", "fail", "error", "silent", "lost"),
            "how AT+MIPCALL=1 ends, permanently or :n times"),
    APNS(
            "",
            pattern("<apn>,...", "|[A-Za-z0-9._-]{1,63}(,[A-Za-z0-9._-]{1,63})*"),
            "access points that the network knows; empty: all. With another AT+MIPCALL=1 ends with +MIPCALL: 0"),
    MGAUTH("auth", choice("auth", "optional"), "whether AT+MGAUTH allows an absent second parameter"),
    ADDRESSES("v4", choice("v4", "dual"), "addresses of the bearer"),
    DIAL_TIME("auto", millis(1_000), "from OK of AT+MIPCALL=1 to its URC"),
    DIAL_LIMIT("120000", range(1, 600_000), "milliseconds without registration after which the dial gives up"),
    DIALLING_ANSWER("2", choice("2", "1,0.0.0.0"), "AT+MIPCALL? while a dial is under way"),
    BEARER("down", choice("down", "up", "stale"), "bearer at power-up; stale: 1 with 0.0.0.0"),
    CONTEXT_CLASH("error", choice("error", "ok"), "AT+MIPCALL=1 while AT+CGACT or a data call has context 1 active"),
    BEARER_LOSS("announced", choice("announced", "unseen"), "whether a lost bearer prints +MIPCALL: 0 unsolicited"),
    RELEASE_WHEN_DOWN("error", choice("error", "ok"), "answer to AT+MIPCALL=0 with no bearer"),
    MIPCALL_COLON("blank", choice("blank", "tight"), "whether a blank follows the colon of +MIPCALL"),
    IP("10.104.48.68", pattern("<ipv4>", "\\d{1,3}(\\.\\d{1,3}){3}"), "address of the bearer"),

    // Names and sockets.
    DNS(
            "network",
            outcome("network", "unknown", "error", "silent"),
            "how AT+MIPDNS ends; unknown: the name does not exist, also for AT+MIPOPEN and AT+MQTTOPEN"),
    TCP(
            "network",
            outcome("network", "refused", "unreachable", "error", "silent"),
            "how AT+MIPOPEN ends; refused, unreachable (after open-limit): AT+MQTTOPEN too"),

    // MQTT.
    OPEN(
            "broker",
            outcome(
                    "broker",
                    "refused",
                    "error",
                    "silent",
                    "lost",
                    "unreachable",
                    "code1",
                    "code2",
                    "code3",
                    "code4",
                    "code5",
                    "handshake",
                    "certificate",
                    "trust-file"),
            "how AT+MQTTOPEN ends: as the broker says, or forced; unreachable: after open-limit; code: CONNACK's; the last three: over TLS, with AT+GTSSLERR -7, -11, -19"),
    SUBSCRIBE(
            "broker",
            outcome("broker", "refused", "error", "silent", "lost", "closes"),
            "how AT+MQTTSUB ends; closes: the broker ends the session"),
    UNSUBSCRIBE("broker", outcome("broker", "refused", "error", "silent", "lost"), "how AT+MQTTUNSUB ends"),
    PUBLISH(
            "broker",
            outcome("broker", "refused", "error", "silent", "lost", "closes"),
            "how AT+MQTTPUB ends; lost: published, but no URC; closes: the broker ends the session"),
    PUBLISH_TIME("0", range(0, 600_000), "milliseconds from the broker's answer to a publish to the URC"),
    CLOSE("broker", outcome("broker", "refused", "error", "silent", "lost"), "how AT+MQTTCLOSE ends"),
    RESULT_ORDER("ok-first", choice("ok-first", "urc-first"), "order of OK and the URC of an asynchronous command"),
    OPEN_ANSWER(
            "early",
            choice("early", "late"),
            "AT+MQTTOPEN answered at once, or when decided, a refusal by error 700 to 704"),
    CONNACK_TIME("0", range(0, 600_000), "shortest milliseconds from OK of AT+MQTTOPEN to its success"),
    REFUSAL_TIME("auto", millis(1_400), "shortest time from OK of AT+MQTTOPEN to its refusal"),
    OPEN_LIMIT("60000", range(1, 600_000), "milliseconds after which an open attempt times out"),
    OPEN_SPELLING("open", choice("open", "oopen"), "+MQTTOPEN, or +MQTTOOPEN as the guide's log prints"),
    OPEN_WHEN_OPEN("error", choice("error", "success"), "answer to AT+MQTTOPEN of a client that is open"),
    WITHOUT_BEARER("error", choice("error", "open"), "AT+MQTTOPEN with no bearer"),
    CLOSE_SPELLING("full", choice("full", "bare"), "+MQTTCLOSE: 1,1, or without values"),
    LENGTH_MAX("1024", choice("1024", "4096", "8192"), "longest payload of the length form"),
    LENGTH_WHEN_CLOSED(
            "error",
            choice("error", "prompt"),
            "length form of AT+MQTTPUB without a session: at once, or after the data"),
    WILL_LENGTH("present", choice("present", "absent"), "whether AT+MQTTWILL has the length form"),
    QUOTE_ESCAPE("keep", choice("keep", "unescape"), "whether an inline payload keeps the backslash of \\\""),
    QOS2("yes", choice("yes", "no"), "whether QoS 2 is a legal parameter"),
    SUBSCRIPTIONS("0", range(0, 1_000), "most subscriptions of a client; 0 no limit"),
    MSG_SPELLING("spaced", choice("spaced", "quoted", "tight"), "+MQTTMSG: 1, 0, t, p; with quotes; without blanks"),
    BUFFERED_MODE("absent", choice("absent", "present"), "whether the firmware has AT+MQTTCONF and AT+MQTTREAD"),
    BUFFER_PLACES("32", range(1, 10_000), "messages that the buffered mode keeps; one more drops the oldest"),
    SERVER(
            "answers",
            choice("answers", "silent"),
            "silent: the broker answers nothing, nor PINGREQ, so that sessions break after 1.5 keep-alives"),
    TAKE_OVER("0", range(0, 3_600_000), "milliseconds after which another device takes each session over; 0 never"),
    RECONNECT(
            "off",
            choice("off", "announced", "silent"),
            "what a lost connection does: breaks; also comes back; unseen"),
    BREAK_CAUSE("1", range(0, 9), "cause in +MQTTBREAK"),

    // Data entry.
    DATA_IDLE("30000", range(1, 600_000), "idle milliseconds that end a data entry"),
    DATA_IDLE_END("error", choice("error", "send"), "what the time-out of a data entry does with the bytes so far"),
    DATA_CTRL_Z("data", choice("data", "ends"), "Ctrl-Z within a data entry"),
    DATA_ESC("data", choice("data", "cancels"), "ESC within a data entry"),
    DATA_ECHO("off", choice("off", "on"), "echo of a data entry"),

    // TLS.
    SSL_COUNT("uploads", choice("uploads", "bytes"), "what AT+GTSSLFILE? counts"),
    SSL_VERSION("0", choice("0", "2"), "AT+GTSSLVER at power-up"),
    SSL_VERSIONS("4", choice("4", "6"), "highest AT+GTSSLVER"),
    TLS_FLAG("required", choice("required", "by-port"), "whether port 8883 alone means TLS if the flag is missing"),

    // Faults.
    SILENT("", faults(), "commands that are ignored; the count is 1 if none is given"),
    ERROR("", faults(), "commands that are answered with ERROR and not carried out"),
    NO_EFFECT("", faults(), "commands that are answered with OK and not carried out"),
    DROP_OK("", faults(), "commands that are carried out but whose final result is lost"),
    DELAY("", faults(), "commands whose answer takes so many milliseconds"),
    RESET("", faults(), "commands that are answered with a restart of the module"),
    SECOND_FINAL("", faults(), "commands that are followed by a second OK after so many milliseconds");

    private static final Set<Switch> POWER_UP = EnumSet.of(
            AUTOBAUD,
            BOOT_NOISE,
            BOOT_TIME,
            BANNER_TIME,
            SIM_TIME,
            CPIN_AT_BOOT,
            BANNER,
            IMEI,
            IMSI,
            ICCID,
            REGISTRATION,
            CALENDAR,
            BEARER,
            BUFFERED_MODE,
            SSL_VERSION);

    private final String initial;
    private final Positions positions;
    private final String description;

    Switch(String initial, Positions positions, String description) {
        this.initial = initial;
        this.positions = positions;
        this.description = description;
    }

    /** The name in its written form. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The default position. */
    public String initial() {
        return initial;
    }

    /** The possible positions. */
    public Positions positions() {
        return positions;
    }

    /** The description in one line. */
    public String description() {
        return description;
    }

    /** Whether a move takes effect only when the module is next switched on. */
    public boolean atPowerUp() {
        return POWER_UP.contains(this);
    }

    /**
     * The switch of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists all names
     */
    public static Switch byKey(String key) {
        return Arrays.stream(values())
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no switch '" + key + "'; there are "
                        + Arrays.stream(values()).map(Switch::key).collect(Collectors.joining(", "))));
    }

    private static Choice choice(String... words) {
        return Choice.of(words);
    }

    private static Range range(long min, long max) {
        return new Range(min, max);
    }

    private static Millis millis(long real) {
        return new Millis(real);
    }

    private static Pattern pattern(String syntax, String regex) {
        return new Pattern(syntax, regex);
    }

    private static Outcome outcome(String natural, String... forced) {
        return new Outcome(natural, List.of(forced));
    }

    private static Pattern faults() {
        return new Pattern(
                "<command>[:<number>[:<code>]],...", "|AT[^:,;]*(:\\d{1,9}){0,2}(,AT[^:,;]*(:\\d{1,9}){0,2})*");
    }
}
