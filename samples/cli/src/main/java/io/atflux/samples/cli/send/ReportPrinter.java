package io.atflux.samples.cli.send;

/** Writes reports down. One thread. */
interface ReportPrinter {

    void print(Report report);
}
