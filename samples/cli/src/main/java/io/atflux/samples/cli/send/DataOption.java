package io.atflux.samples.cli.send;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code TEXT}, or {@code @FILE} for a file's bytes unchanged; {@code @@TEXT} for a text that begins with an @. */
final class DataOption implements ITypeConverter<PromptData> {

    /** Far above the 8,192 bytes that a modem accepts at most. */
    private static final int MOST = 1 << 20;

    @Override
    public PromptData convert(String value) {
        if (value.startsWith("@") && !value.startsWith("@@")) {
            return PromptData.bytes(read(value.substring(1)));
        }
        return PromptData.typed(value.startsWith("@@") ? value.substring(1) : value);
    }

    private static byte[] read(String name) {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            byte[] bytes = in.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                throw new TypeConversionException(name + " has more than " + MOST + " bytes");
            }
            return bytes;
        } catch (IOException | InvalidPathException e) {
            throw new TypeConversionException(
                    "cannot read " + name + ": " + e.getClass().getSimpleName());
        }
    }
}
