package io.atflux.samples.cli.send;

import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.Waits;
import io.atflux.samples.cli.send.Report.Note;
import io.atflux.samples.cli.send.Report.Unclassified;
import io.atflux.samples.cli.send.Report.Urc;
import java.io.PrintStream;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes reports from the session's thread and prints them on the program's own, in order, because a slow reader of the
 * output must not delay the line. If too many reports wait, it drops unsolicited lines, and reports how many.
 */
final class ReportDelivery {

    private static final int MOST_WAITING = 10_000;

    private static final long TICK_MILLIS = 500;

    private record End() {}

    private record Fault(Throwable cause) {}

    /** A line for standard error. */
    private record LogLine(String text) {}

    private final ReportPrinter printer;
    private final PrintStream out;
    private final LinkedBlockingQueue<Object> queue = new LinkedBlockingQueue<>();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong droppedLog = new AtomicLong();

    ReportDelivery(ReportPrinter printer, PrintStream out) {
        this.printer = printer;
        this.out = out;
    }

    void add(Report report) {
        boolean unasked = report instanceof Urc || report instanceof Unclassified;
        if (unasked && queue.size() >= MOST_WAITING) {
            dropped.incrementAndGet();
        } else {
            queue.add(report);
        }
    }

    /** Adds a line of the log, in order with the reports. */
    void log(String line) {
        if (queue.size() >= MOST_WAITING) {
            droppedLog.incrementAndGet();
        } else {
            queue.add(new LogLine(line));
        }
    }

    void end() {
        queue.add(new End());
    }

    void fail(Throwable fault) {
        queue.add(new Fault(fault));
    }

    /**
     * Prints until the end, and reports waits meanwhile.
     *
     * @return the exit status
     */
    int printAll(PrintStream err, Waits waits) throws InterruptedException {
        Status status = new Status();
        for (Object next = next(waits); !(next instanceof End); next = next(waits)) {
            if (next instanceof Fault fault) {
                err.println("atflux: " + fault.cause());
                return ExitStatus.FAILED;
            }
            print(next, status, err);
            if (out.checkError()) {
                // The reader of the output has gone.
                return ExitStatus.FAILED;
            }
        }
        warn(err, dropped, "unsolicited lines");
        warn(err, droppedLog, "lines of the log");
        return status.code();
    }

    private Object next(Waits waits) throws InterruptedException {
        Object next = queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        while (next == null) {
            waits.tick();
            next = queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
        return next;
    }

    private void print(Object next, Status status, PrintStream err) {
        if (next instanceof LogLine line) {
            err.println(line.text());
        } else if (next instanceof Note note) {
            err.println("atflux: " + note.text());
        } else if (next instanceof Report report) {
            status.add(report);
            printer.print(report);
        }
    }

    private static void warn(PrintStream err, AtomicLong dropped, String what) {
        if (dropped.get() > 0) {
            err.println("atflux: " + dropped + " " + what + " dropped: the output was read too slowly");
        }
    }
}
