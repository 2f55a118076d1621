package io.atflux.simulation;

/** The kinds of commands. Each token is written by one order only, and its reply repeats it. */
enum Kind {
    /** No information line. */
    SET("AT+S="),
    /** One information line. */
    GET("AT+G="),
    /** Its information line has the name of a result code, and another number of parameters. */
    SHARED("AT+V="),
    /** Three information lines; the later ones have no leading CR LF. */
    MULTI("AT+L="),
    /** Declares nothing about its answer. */
    RAW("AT+R="),
    /** Raw, and the modem asks for data that the caller does not have. */
    LONELY("AT+Y="),
    /** Carries a secret. */
    SECRET("AT+K="),
    /** The modem takes other commands while it runs, and the profile says so. */
    OVERTAKEN("AT+F="),
    /** Must not be written again once its outcome is unknown. */
    ONCE("AT+N="),
    /** Any byte that comes while it runs aborts it, and is lost. */
    ABORTABLE("AT+B="),
    /** The same, and the session is told so. */
    ABORTED("AT+T="),
    /** Before a re-send it asks whether the first one worked. */
    RECHECKED("AT+C="),
    /** The question of a recheck. */
    ASK("AT+Q="),
    /** Its information line carries arbitrary bytes, and their number. */
    READ("AT+W="),
    /** Takes counted data after a prompt. */
    DATA("AT+D="),
    /** Publishes a message: ends with a result code. */
    PUBLISH("AT+P="),
    /** Publishes counted data after a prompt. */
    PUBLISH_DATA("AT+E="),
    /** Ends with a result code; before a re-send it asks whether the modem still executes it. */
    DIAL("AT+A="),
    /** Opens a client again: its owed result codes are discarded. */
    OPEN("AT+O=");

    final String head;

    Kind(String head) {
        this.head = head;
    }

    boolean isAsynchronous() {
        return this == PUBLISH || this == PUBLISH_DATA || this == DIAL || this == OPEN;
    }

    boolean isAbortable() {
        return this == ABORTABLE || this == ABORTED;
    }

    boolean isRechecked() {
        return this == RECHECKED || this == DIAL;
    }

    boolean hasData() {
        return this == DATA || this == PUBLISH_DATA;
    }

    /** The number of information lines that answer it. */
    int lines() {
        return switch (this) {
            case GET, SHARED, RAW, ASK, READ, OVERTAKEN -> 1;
            case MULTI -> 3;
            default -> 0;
        };
    }

    /** The name of its information lines, or of its result code. */
    String answerName() {
        return this == PUBLISH_DATA ? "+P" : head.substring(2, 4);
    }
}
