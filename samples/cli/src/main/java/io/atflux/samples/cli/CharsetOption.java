package io.atflux.samples.cli;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The name of an ASCII-compatible charset, as command lines are ASCII: {@code UTF-8}, {@code ISO-8859-1}, {@code GBK}.
 */
public final class CharsetOption implements ITypeConverter<Charset> {

    private static final String ASCII = "AT+X=\"1\"";

    @Override
    public Charset convert(String name) {
        try {
            Charset charset = Charset.forName(name);
            if (charset.canEncode() && new String(ASCII.getBytes(charset), StandardCharsets.ISO_8859_1).equals(ASCII)) {
                return charset;
            }
            throw new TypeConversionException(name + " does not write ASCII as ASCII, as AT commands are");
        } catch (IllegalCharsetNameException | UnsupportedCharsetException none) {
            throw new TypeConversionException("'" + name + "' is no charset such as UTF-8, ISO-8859-1 or GBK");
        }
    }
}
