package io.atflux.samples.cli.send;

/** Writes reports down. One thread. */
interface Printer {

    void print(Report report);
}
