package io.atflux.command;

import io.atflux.line.Parameters;
import java.util.function.ToIntFunction;

/**
 * An information line, or a result code that a profile declares ({@link io.atflux.profile.Framing.Builder#counted}), that
 * carries bytes whose number it announces, as {@code +MQTTREAD: 1,0,5,9,"topic","payload"}. They are taken by count, so that
 * line ends, quotes and result codes within them mean nothing.
 *
 * @param name the line's name, {@code +MQTTREAD}
 * @param header how many parameters stand before the counted bytes
 * @param length from those parameters to the number of bytes behind the last header comma, quotes included; negative
 *     where they make no sense, and the line is read as any other; so it is where this throws
 */
public record CountedAnswer(String name, int header, ToIntFunction<Parameters> length) {}
