package io.atflux.samples.modem.engine;

/**
 * The reason for the failure of a command of 3GPP 27.005 (clause 3.2.5). This vendor shows it as AT+CMEE sets, with 0
 * as plain ERROR.
 */
public enum CmsError implements ExtendedError {
    ME_FAILURE(300, "ME failure"),
    NOT_ALLOWED(302, "operation not allowed"),
    NOT_SUPPORTED(303, "operation not supported"),
    PDU_PARAMETER(304, "invalid PDU mode parameter"),
    TEXT_PARAMETER(305, "invalid text mode parameter"),
    SIM_NOT_INSERTED(310, "SIM not inserted"),
    SIM_PIN_REQUIRED(311, "SIM PIN required"),
    SIM_FAILURE(313, "SIM failure"),
    SIM_BUSY(314, "SIM busy"),
    SIM_WRONG(315, "SIM wrong"),
    SIM_PUK_REQUIRED(316, "SIM PUK required"),
    MEMORY_INDEX(321, "invalid memory index"),
    MEMORY_FULL(322, "memory full"),
    NO_CENTRE(330, "SMSC address unknown"),
    NO_NETWORK(331, "no network service"),
    NO_ACKNOWLEDGEMENT_EXPECTED(340, "no +CNMA acknowledgement expected"),
    UNKNOWN(500, "unknown error");

    private final int code;
    private final String text;

    CmsError(int code, String text) {
        this.code = code;
        this.text = text;
    }

    @Override
    public String header() {
        return "+CMS ERROR: ";
    }

    @Override
    public int code() {
        return code;
    }

    @Override
    public String text() {
        return text;
    }

    /** Maps an error of the card to that of the 27.005 commands. */
    public static CmsError ofSim(ExtendedError error) {
        return error instanceof CmeError cme
                ? switch (cme) {
                    case SIM_NOT_INSERTED -> SIM_NOT_INSERTED;
                    case SIM_PIN_REQUIRED -> SIM_PIN_REQUIRED;
                    case SIM_PUK_REQUIRED -> SIM_PUK_REQUIRED;
                    case SIM_FAILURE -> SIM_FAILURE;
                    case SIM_BUSY -> SIM_BUSY;
                    case SIM_WRONG -> SIM_WRONG;
                    default -> UNKNOWN;
                }
                : UNKNOWN;
    }
}
