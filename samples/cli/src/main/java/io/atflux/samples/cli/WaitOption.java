package io.atflux.samples.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code +CODE} for the command of that name, or {@code +COMMAND:+CODE}. */
public final class WaitOption implements ITypeConverter<WaitOption.Wait> {

    private static final Pattern FORM =
            Pattern.compile("(?:(?:AT)?([+*^$%#&][^:=?\\s]+):)?(\\S.*)", Pattern.CASE_INSENSITIVE);

    /**
     * A command, and the result code that it waits for.
     *
     * @param command its answer name, {@code +CMGS}, in upper case
     * @param code a result code's name, or a complete result code without a name
     */
    public record Wait(String command, String code) {}

    @Override
    public Wait convert(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()
                || (form.group(1) == null
                        && Character.isLetterOrDigit(form.group(2).charAt(0)))) {
            throw new TypeConversionException(
                    "'" + text + "' is no result code such as +MQTTSUB, and no +COMMAND:+CODE");
        }
        String code = form.group(2).replaceFirst(":$", "");
        String command = form.group(1) == null ? code : form.group(1);
        return new Wait(command.toUpperCase(Locale.ROOT), code);
    }
}
