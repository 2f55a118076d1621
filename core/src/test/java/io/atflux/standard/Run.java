package io.atflux.standard;

import java.util.List;

/** The run of one seed. */
interface Run {

    /** Runs it, and returns what was wrong. */
    List<String> run();

    /** All bytes on the line. */
    String transcript();
}
