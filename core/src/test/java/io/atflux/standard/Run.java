package io.atflux.standard;

import java.util.List;

/** What one seed makes. */
interface Run {

    /** Runs it, and returns what was wrong. */
    List<String> run();

    /** All that passed on the line. */
    String transcript();
}
