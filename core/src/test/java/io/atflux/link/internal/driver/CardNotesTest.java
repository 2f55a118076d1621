package io.atflux.link.internal.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.modem.Iccid;
import io.atflux.outbox.Outbox;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Notes about cards among the properties of an outbox. */
class CardNotesTest {

    private final Outbox store = Outbox.memory(10);
    private final CardNotes pins = new CardNotes(store, "pin");
    private final CardNotes apns = new CardNotes(store, "apn");

    private static Iccid card(int number) {
        return new Iccid(String.format("8986%016d", number));
    }

    private Map<String, String> kept() {
        return Objects.requireNonNull(store.properties().block());
    }

    @Test
    void aNoteIsOfItsCardAndItsKind() {
        pins.keep(card(1), "v1 a=b").block();
        apns.keep(card(2), "cmnet").block();
        assertThat(pins.recall(card(1)).block()).isEqualTo("v1 a=b");
        assertThat(pins.recall(card(2)).block()).isNull();
        assertThat(apns.recall(card(1)).block()).isNull();
        assertThat(apns.recall(card(2)).block()).isEqualTo("cmnet");
        assertThat(kept())
                .containsOnly(
                        Map.entry("card 89860000000000000001 pin", "1 v1 a=b"),
                        Map.entry("card 89860000000000000002 apn", "1 cmnet"));
    }

    @Test
    void aNoteIsReplacedAndForgotten() {
        pins.keep(card(1), "a").block();
        pins.keep(card(1), "b").block();
        assertThat(pins.recall(card(1)).block()).isEqualTo("b");
        pins.keep(card(1), null).block();
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatIsThereAlreadyIsNotWritten() {
        apns.keep(card(1), "a").block();
        apns.keep(card(2), "a").block();
        Map<String, String> before = kept();
        apns.keep(card(1), "a").block();
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void theOldestOfItsKindIsForgottenIfThereAreTooMany() {
        pins.keep(card(0), "kept").block();
        for (int i = 0; i < CardNotes.MOST; i++) {
            apns.keep(card(i), "a").block();
        }
        apns.keep(card(0), "again").block();
        apns.keep(card(999), "a").block();
        assertThat(kept()).hasSize(CardNotes.MOST + 1);
        assertThat(apns.recall(card(0)).block()).isEqualTo("again");
        assertThat(apns.recall(card(1)).block()).isNull();
        assertThat(apns.recall(card(2)).block()).isEqualTo("a");
        assertThat(pins.recall(card(0)).block()).isEqualTo("kept");
    }

    @Test
    void damagedValuesAreToldAsTheyAreAndTheFirstToGo() {
        store.save("card 89860000000000000001 pin", "nonsense").block();
        store.save("card 89860000000000000002 pin", "").block();
        assertThat(pins.recall(card(1)).block()).isEqualTo("nonsense");
        assertThat(pins.recall(card(2)).block()).isEmpty();
        pins.keep(card(3), "a").block();
        assertThat(pins.recall(card(3)).block()).isEqualTo("a");
    }
}
