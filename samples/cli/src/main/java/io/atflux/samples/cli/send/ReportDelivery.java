package io.atflux.samples.cli.send;

import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.send.Report.Unclassified;
import io.atflux.samples.cli.send.Report.Urc;
import java.io.PrintStream;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes reports from the session's thread and prints them on the program's own, in their order: a slow reader of the output
 * must not hold up the line. It loses what came unasked once too much waits, and says how much.
 */
final class ReportDelivery {

    private static final int MOST_WAITING = 10_000;

    private record End() {}

    private record Fault(Throwable cause) {}

    private final ReportPrinter printer;
    private final PrintStream out;
    private final LinkedBlockingQueue<Object> queue = new LinkedBlockingQueue<>();
    private final AtomicLong dropped = new AtomicLong();

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

    void end() {
        queue.add(new End());
    }

    void fail(Throwable fault) {
        queue.add(new Fault(fault));
    }

    /** Prints until the end; gives back the exit status. */
    int printAll(PrintStream err) throws InterruptedException {
        Status status = new Status();
        for (Object next = queue.take(); !(next instanceof End); next = queue.take()) {
            if (next instanceof Report report) {
                status.add(report);
                printer.print(report);
            } else if (next instanceof Fault fault) {
                err.println("atflux: " + fault.cause());
                return ExitStatus.FAILED;
            }
            if (out.checkError()) {
                // Whoever read it has gone.
                return ExitStatus.FAILED;
            }
        }
        if (dropped.get() > 0) {
            err.println("atflux: " + dropped + " unsolicited lines dropped: the output was read too slowly");
        }
        return status.code();
    }
}
