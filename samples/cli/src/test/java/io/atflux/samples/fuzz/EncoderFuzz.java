package io.atflux.samples.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.atflux.command.AtCommand;
import io.atflux.command.Payload;
import io.atflux.error.AtUsageException;
import io.atflux.fibocom.L610Profile;
import io.atflux.profile.StringRule;
import io.atflux.samples.modem.at.Command;
import io.atflux.samples.modem.at.CommandParser;
import io.atflux.samples.modem.at.Form;
import io.atflux.samples.modem.at.Parameter;
import io.atflux.samples.modem.at.SyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Timeout;

/** The module reads exactly the text that a caller puts into a parameter, and nothing else; or the text is refused. */
@Timeout(20)
class EncoderFuzz {

    private static final List<Encoder> ENCODERS = Encoders.all();

    private static final L610Profile[] PROFILES = {
        L610Profile.defaults(),
        L610Profile.builder().strings(StringRule.HEX_ESCAPE).dialWithApn(true).build(),
        L610Profile.builder()
                .strings(StringRule.HEX_ESCAPE)
                .willByLength(false)
                .maxPayload(8192)
                .build()
    };

    /** The first byte selects the command and the firmware; the rest is the text. */
    @FuzzTest
    void anyTextArrivesOrIsRefused(byte[] input) throws SyntaxException {
        if (input.length == 0) {
            return;
        }
        int first = input[0] & 0xff;
        Encoder encoder = ENCODERS.get(first % ENCODERS.size());
        L610Profile profile = PROFILES[first / ENCODERS.size() % PROFILES.length];
        String text = new String(input, 1, input.length - 1, StandardCharsets.UTF_8);
        try {
            arrives(encoder.encode(profile, text), text, encoder.isSecret());
        } catch (AtUsageException refused) {
            assertThat(refused.command()).isNotBlank();
            assertThat(refused.getMessage()).doesNotContainPattern("[\\x00-\\x1f]");
        }
    }

    private static void arrives(AtCommand<?> command, String text, boolean secret) throws SyntaxException {
        byte[] line = command.text().wire().getBytes(StandardCharsets.ISO_8859_1);
        assertThat(line).doesNotContain('\r', '\n', 0, 26, 27);
        CommandParser lexer = new CommandParser(line, 100);
        Command read = Objects.requireNonNull(lexer.next(), "no command");
        assertThat(lexer.next()).isNull();
        assertThat(read.form()).isEqualTo(Form.SET);
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        Payload payload = command.spec().payload();
        boolean written = payload != null && Arrays.equals(payload.bytes(), wanted);
        assertThat(written || read.parameters().stream().anyMatch(one -> isText(one, wanted)))
                .isTrue();
        // A short text, or one with asterisks, may occur for another reason.
        if (secret && wanted.length > 3 && !text.contains("*")) {
            String shown = command.toString();
            assertThat(shown.substring(shown.indexOf('=')))
                    .doesNotContain(command.text().secrets());
        }
    }

    private static boolean isText(Parameter parameter, byte[] wanted) {
        return parameter instanceof Parameter.Text text && Arrays.equals(text.bytes(), wanted);
    }
}
