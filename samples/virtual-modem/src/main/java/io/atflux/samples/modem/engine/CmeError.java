package io.atflux.samples.modem.engine;

/**
 * The reason for a command's failure: number and text as AT+CMEE=1 and AT+CMEE=2 show them, in the vendor's spelling.
 */
public enum CmeError implements ExtendedError {
    NOT_ALLOWED(3, "Operation not allowed"),
    NOT_SUPPORTED(4, "Operation not supported"),
    SIM_NOT_INSERTED(10, "SIM not inserted"),
    SIM_PIN_REQUIRED(11, "SIM PIN required"),
    SIM_PUK_REQUIRED(12, "SIM PUK required"),
    SIM_FAILURE(13, "SIM failure"),
    SIM_BUSY(14, "SIM busy"),
    SIM_WRONG(15, "SIM wrong"),
    INCORRECT_PASSWORD(16, "incorrect password"),
    NO_NETWORK(30, "no network service"),
    NETWORK_TIMEOUT(31, "Network timeout"),
    EXECUTION(50, "Excute command failure"),
    PARAMETERS(53, "parameters are invalid"),
    COMMAND_LINE(58, "invalid command line"),
    UNKNOWN(100, "unknown"),
    MQTT_PROTOCOL_VERSION(700, "unacceptable protocol version"),
    MQTT_CLIENT_ID(701, "client id rejected"),
    MQTT_SERVER_UNAVAILABLE(702, "server unavailable"),
    MQTT_BAD_CREDENTIALS(703, "bad user name or password"),
    MQTT_NOT_AUTHORISED(704, "not authorised"),
    PDP_NOT_ACTIVE(901, "PDP not active"),
    PDP_ACTIVE(902, "PDP already active"),
    CONNECT_TIMEOUT(911, "connect timeout"),
    ALREADY_CONNECTED(912, "already connected"),
    NOT_CONNECTED(913, "not connected"),
    DNS_UNKNOWN(918, "DNS unknown host"),
    FRAMEWORK_PARAMETER(980, "parameter error");

    private final int code;
    private final String text;

    CmeError(int code, String text) {
        this.code = code;
        this.text = text;
    }

    @Override
    public String header() {
        return "+CME ERROR: ";
    }

    @Override
    public int code() {
        return code;
    }

    @Override
    public String text() {
        return text;
    }

    /** The error of that number; the unknown error if there is none. */
    public static CmeError byCode(int code) {
        for (CmeError error : values()) {
            if (error.code == code) {
                return error;
            }
        }
        return UNKNOWN;
    }
}
