package io.atflux.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of causes in the documentation agrees with the code. */
class LinkDocsTest {

    private static final Path PAGE = Path.of("../docs/mqtt-link.md");

    @ParameterizedTest
    @EnumSource(LinkCause.class)
    void eachCauseIsOnThePageWithItsMeaningItsRungsAndItsCure(LinkCause cause) throws IOException {
        String then = cause.needsHuman() ? "blocked" : cause.isSlow() ? "slowly" : "waits";
        String rungs = cause.rungs().stream()
                .map(rung -> rung.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `" + cause + "` |"))
                .toList();
        assertThat(rows)
                .singleElement()
                .asString()
                .isEqualTo("| `" + cause + "` | " + cause.meaning() + " | " + then + " | "
                        + (rungs.isEmpty() ? "–" : rungs) + " | " + cause.cure() + " |");
    }

    @ParameterizedTest
    @EnumSource(LinkPhase.class)
    void eachPhaseIsOnThePage(LinkPhase phase) throws IOException {
        assertThat(Files.readString(PAGE)).contains("| `" + phase + "` | ");
    }

    @ParameterizedTest
    @EnumSource(DeliveryOutcome.class)
    void eachOutcomeIsOnThePage(DeliveryOutcome outcome) throws IOException {
        assertThat(Files.readString(PAGE)).contains("| `" + outcome + "` | ");
    }

    @Test
    void theNumbersOfTheLadderAreThoseOfTheDefaults() throws IOException {
        Recovery defaults = Recovery.defaults();
        assertThat(Files.readString(PAGE))
                .contains("connected to again | " + defaults.reopens() + " times |")
                .contains("asked for again | " + defaults.redials() + " times |")
                .contains("`AT+CFUN=1` | " + defaults.radioCyclesPerHour() + " an hour |");
        assertThat(defaults.resetsPerHour()).isZero();
        assertThat(defaults.power()).isNull();
    }
}
