package io.atflux.test.api.internal;

/** Stands for any type that is not for programs. */
public class Hidden extends Exception {

    private static final long serialVersionUID = 1L;

    /** Public, and within what is not for programs. */
    public static class Nested {}
}
