package io.atflux.fibocom;

import static io.atflux.command.RetryRule.never;
import static io.atflux.command.RetryRule.times;
import static io.atflux.command.RetryRule.within;
import static java.time.Duration.ofSeconds;

import io.atflux.command.AtCommand;
import io.atflux.command.RetryRule;
import java.time.Duration;

/**
 * The time-outs and re-send rules of the commands: the table of the vendor's MQTT application guide, row by row, followed by the
 * commands that the guide does not time.
 */
public enum L610Timing {
    // --- the guide's table: command, time-out, re-sent while ERROR or time-out ---
    CGDCONT("AT+CGDCONT=1,\"IP\",\"CMNET\"", ofSeconds(1), within(ofSeconds(90))),
    MIPCALL_QUERY("AT+MIPCALL?", ofSeconds(1), within(ofSeconds(90))),
    MIPCALL("AT+MIPCALL=1", ofSeconds(150), times(2)),
    MQTTUSER("AT+MQTTUSER=1,\"user\",\"password\"", ofSeconds(1), within(ofSeconds(90))),
    MQTTWILL("AT+MQTTWILL=1,\"topic\",0,0,\"message\"", ofSeconds(1), within(ofSeconds(90))),
    MQTTOPEN("AT+MQTTOPEN=1,\"host\",1883,0,60", ofSeconds(60), times(2)),
    MQTTSUB("AT+MQTTSUB=1,\"test1\",0", ofSeconds(60), within(ofSeconds(90))),
    MQTTPUB("AT+MQTTPUB=1,\"test1\",0,0,\"123\"", ofSeconds(60), within(ofSeconds(90))),
    MQTTPUB_BY_LENGTH("AT+MQTTPUB=1,\"test1\",0,0,5", ofSeconds(60), within(ofSeconds(90))),
    MQTTUNSUB("AT+MQTTUNSUB=1,\"test1\"", ofSeconds(60), within(ofSeconds(90))),
    MQTTCLOSE("AT+MQTTCLOSE=1", ofSeconds(60), times(2)),
    GTSSLFILE("AT+GTSSLFILE=\"CAFILE\",1220", ofSeconds(1), within(ofSeconds(90))),
    GTSSLVER("AT+GTSSLVER=4", ofSeconds(1), within(ofSeconds(90))),
    GTSSLMODE("AT+GTSSLMODE=1", ofSeconds(1), within(ofSeconds(90))),
    GTSSLERR("AT+GTSSLERR?", ofSeconds(1), within(ofSeconds(90))),

    // --- what the guide does not time ---
    // Firmware without all four of them refuses some permanently.
    IDENTITY("AT+CGMI?", ofSeconds(1), times(2)),
    CFUN("AT+CFUN=1", ofSeconds(5), within(ofSeconds(90))),
    CPIN_QUERY("AT+CPIN?", ofSeconds(5), within(ofSeconds(90))),
    // Three wrong PINs lock the SIM.
    CPIN("AT+CPIN=\"pin\"", ofSeconds(5), never()),
    RESTART("AT+CFUN=15", ofSeconds(5), never()),
    MIPCALL_RELEASE("AT+MIPCALL=0", ofSeconds(150), times(2)),
    MQTTOPEN_QUERY("AT+MQTTOPEN?", ofSeconds(1), within(ofSeconds(90))),
    MQTTCONF_QUERY("AT+MQTTCONF=?", ofSeconds(1), times(2)),
    // Each read removes one message.
    MQTTREAD("AT+MQTTREAD=1", ofSeconds(5), never()),
    GTSSLFILE_QUERY("AT+GTSSLFILE?", ofSeconds(1), within(ofSeconds(90))),
    /** All other commands. */
    OTHER("AT", ofSeconds(1), within(ofSeconds(90)));

    /** The time after start-up until which a module may still detect its card. */
    static final Duration CARD_FOUND = ofSeconds(20);

    /** The table's second applies to the answer of a setting; a busy module prompts later than that. */
    private static final Duration PROMPT = ofSeconds(10);

    private final String example;
    private final Duration timeout;
    private final RetryRule retry;

    L610Timing(String example, Duration timeout, RetryRule retry) {
        this.example = example;
        this.timeout = timeout;
        this.retry = retry;
    }

    /** An example of the command. */
    public String example() {
        return example;
    }

    /** The time from the write to the real end of one attempt; in the rows of 1 s, a prompt may take up to 10 s more. */
    public Duration timeout() {
        return timeout;
    }

    /** The re-send rule. */
    public RetryRule retry() {
        return retry;
    }

    <R> AtCommand<R> on(AtCommand<R> command) {
        AtCommand<R> retried = command.retry(retry);
        return command.spec().payload() == null || timeout.compareTo(PROMPT) > 0
                ? retried.timeout(timeout)
                : retried.timeout(timeout.plus(PROMPT)).promptTimeout(PROMPT);
    }
}
