package io.atflux.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.atflux.error.AtUsageException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** Any text is parsed, or refused by the declared exceptions. */
@Timeout(20)
class TextFuzz {

    private static final List<Reader> READERS = Readers.all();

    /** The first byte selects the parser of the rest; its highest bit selects the charset. */
    @DictionaryFile(resourcePath = "text.dict")
    @FuzzTest
    void anyTextIsReadOrRefused(byte[] input) {
        if (input.length > 0) {
            Charset charset = input[0] < 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
            try {
                READERS.get((input[0] & 0x7f) % READERS.size()).read(new String(input, 1, input.length - 1, charset));
            } catch (AtUsageException | IllegalArgumentException declared) {
                // Declared refusals.
            }
        }
    }
}
