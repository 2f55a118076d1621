package io.atflux.samples.cli.send;

/** Prints reports. One thread. */
interface ReportPrinter {

    void print(Report report);
}
