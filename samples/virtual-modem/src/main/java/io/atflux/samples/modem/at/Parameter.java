package io.atflux.samples.modem.at;

/** One parameter of a set command. The quotes distinguish {@code "123"} (text) from {@code 123} (raw). */
public sealed interface Parameter {

    /** An empty parameter: nothing between two commas, or between a comma and the end. */
    record Empty() implements Parameter {}

    /** An unquoted parameter, as ISO-8859-1. */
    record Raw(String text) implements Parameter {}

    /**
     * A quoted string.
     *
     * @param bytes the bytes between the quotes, {@code \HH} already replaced
     */
    record Text(byte[] bytes) implements Parameter {}
}
