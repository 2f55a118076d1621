package io.atflux.test.api.internal;

/** Stands for any type that programs must not use. */
public class Hidden extends Exception {

    private static final long serialVersionUID = 1L;

    /** Public, and within a type that programs must not use. */
    public static class Nested {}
}
