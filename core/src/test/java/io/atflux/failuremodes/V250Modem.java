package io.atflux.failuremodes;

import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** A modem with all settings of V.250 6.2, a data entry and data mode, in the state that an earlier host left. */
final class V250Modem {

    private static final Duration WORK = Duration.ofMillis(10);
    private static final Duration ENTRY_IDLE = Duration.ofSeconds(30);
    private static final Pattern PART = Pattern.compile("(E|V|Q|Z|S\\d+=|S\\d+\\?|\\+\\w+=|\\+\\w+\\?)(\\d*);?|(\\S+)");

    final ScriptedModem line = new ScriptedModem();
    /** The command lines that it carried out, and its handling of other bytes. */
    final List<String> log = new ArrayList<>();

    boolean echo = true;
    boolean verbose = true;
    boolean quiet;
    int s3 = '\r';
    int s4 = '\n';
    int s5 = '\b';
    int cmee;
    /** The number of bytes of data that it still waits for; -1 for a text up to Ctrl-Z; 0 for none. */
    int entry;

    /** It echoes the entered data, and sends no further prompt. */
    boolean entryEchoes;
    /** The time of a query, ms. */
    long queryTime;

    boolean dataMode;
    /** The idle time, in ms, after which the next byte is lost, and all that comes within 50 ms after it. */
    long sleepsAfter = Long.MAX_VALUE;

    /** It gives no reasons, whatever its settings. */
    boolean bareErrors;
    /** It accepts {@code AT+CSET=}. */
    boolean settable;
    /** It receives nothing, as while it starts. */
    boolean dead;
    /** The number of lines that it echoes, but does not execute. */
    int deaf;

    private final StringBuilder typed = new StringBuilder();
    private long lastByte = Long.MIN_VALUE / 2;
    private long awakeSince = Long.MIN_VALUE / 2;
    private long busyUntil;
    private Disposable idle = Disposables.disposed();

    V250Modem() {
        line.whenPrefix("").staysSilent();
        line.hearing(this::passed);
    }

    /** An earlier host began to type a line, and its connection was lost. */
    void typed(String text) {
        typed.append(text);
    }

    /** The time of the data entry starts here. */
    void entryBegins(int bytes) {
        entry = bytes;
        idles();
    }

    private void idles() {
        idle.dispose();
        idle = line.timer().schedule(this::givesUp, ENTRY_IDLE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void givesUp() {
        entry = 0;
        log.add("(data entry given up)");
        result("ERROR", "4");
    }

    private void passed(int c) {
        long now = line.timer().now(TimeUnit.MILLISECONDS);
        boolean asleep = now - lastByte >= sleepsAfter;
        if (!dead && asleep) {
            log.add("(woken by " + c + ")");
        } else if (!dead && now - awakeSince >= 50) {
            hears(c);
        }
        awakeSince = asleep ? now : awakeSince;
        lastByte = now;
    }

    private void hears(int c) {
        if (dataMode) {
            inData(c);
        } else if (entry != 0) {
            entered(c);
        } else {
            types(c);
        }
    }

    private void inData(int c) {
        boolean guarded = line.timer().now(TimeUnit.MILLISECONDS) - lastByte >= 1000;
        if (c != '+' || (typed.isEmpty() && !guarded)) {
            typed.setLength(0);
            return;
        }
        typed.append('+');
        if (typed.length() == 3) {
            typed.setLength(0);
            line.timer().schedule(this::leaves, 1000, TimeUnit.MILLISECONDS);
        }
    }

    private void leaves() {
        dataMode = false;
        log.add("(left data mode)");
        result("OK", "0");
    }

    private void entered(int c) {
        log.add(c < ' ' ? "(data " + c + ")" : "(data " + (char) c + ")");
        boolean text = entry < 0;
        if (entryEchoes) {
            print(String.valueOf((char) c));
        } else if (text && c == '\r') {
            print("\r\n> ");
        }
        if (text ? c == 0x1b || c == 0x1a : --entry == 0) {
            entry = 0;
            idle.dispose();
            result("OK", "0");
        } else {
            idles();
        }
    }

    private void types(int c) {
        if (c == s3) {
            String whole = typed.toString();
            typed.setLength(0);
            if (echo) {
                print(whole + (char) s3);
            }
            int from = whole.toUpperCase(Locale.ROOT).indexOf("AT");
            if (deaf > 0) {
                deaf--;
            } else if (from >= 0) {
                executes(whole.substring(from));
            }
        } else if (c == s5) {
            typed.setLength(Math.max(0, typed.length() - 1));
        } else if (c >= ' ' || c == '\r') {
            typed.append((char) c);
        }
    }

    private void executes(String command) {
        log.add(command);
        long queries = command.chars().filter(c -> c == '?').count();
        busyUntil = Math.max(busyUntil, line.timer().now(TimeUnit.MILLISECONDS)) + queries * queryTime;
        StringBuilder lines = new StringBuilder();
        Matcher parts = PART.matcher(command.substring(2).replace("\r", ""));
        boolean known = true;
        while (known && parts.find()) {
            known = parts.group(3) == null && carriesOut(parts.group(1), parts.group(2), lines);
        }
        print(lines.toString());
        String error = cmee == 0 || bareErrors ? "ERROR" : "+CME ERROR: unknown";
        result(known ? "OK" : error, known ? "0" : "4");
    }

    private boolean carriesOut(String name, String digits, StringBuilder lines) {
        int value = digits.isEmpty() ? 0 : Integer.parseInt(digits);
        switch (name) {
            case "E" -> echo = value == 1;
            case "V" -> verbose = value == 1;
            case "Q" -> quiet = value == 1;
            case "S3=" -> s3 = value;
            case "S4=" -> s4 = value;
            case "S5=" -> s5 = value;
            case "+CMEE=" -> cmee = value;
            case "+CMEE?" -> lines.append(text("+CMEE: " + cmee));
            case "+CFUN?", "+IPR?", "+CGSN?" -> lines.append(text(name.substring(0, name.length() - 1) + ": 1"));
            case "+CSET=" -> {
                return settable;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private String text(String information) {
        String end = "" + (char) s3 + (char) s4;
        return (verbose ? end : "") + information + end;
    }

    private void result(String words, String number) {
        if (!quiet) {
            print(verbose ? text(words) : number + (char) s3);
        }
    }

    /** Prints as the settings are at this moment, a moment later. */
    private void print(String raw) {
        if (!raw.isEmpty()) {
            long busy = busyUntil - line.timer().now(TimeUnit.MILLISECONDS);
            long delay = Math.max(0, busy) + WORK.toMillis();
            line.timer().schedule(() -> line.printsRaw(raw), delay, TimeUnit.MILLISECONDS);
        }
    }
}
