package io.atflux.samples.modem.at;

/** One parameter of a set command. The quotes tell {@code "123"} (text) from {@code 123} (raw). */
public sealed interface Parameter {

    /** Between two commas, or a comma and the end, stood nothing. */
    record Empty() implements Parameter {}

    /** An unquoted run, as ISO-8859-1. */
    record Raw(String text) implements Parameter {}

    /**
     * A quoted string.
     *
     * @param bytes what stood between the quotes, {@code \HH} already replaced
     */
    record Text(byte[] bytes) implements Parameter {}
}
