package io.atflux.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Failures with their causes and suppressed exceptions, at any depth, and in a circle. */
class MaskedCauseTest {

    private static final UnaryOperator<String> MASK = text -> text.replace("4711", "****");

    private static IllegalStateException chain(int causes, String deepest) {
        IllegalStateException chain = new IllegalStateException(deepest);
        for (int i = 0; i < causes; i++) {
            chain = new IllegalStateException("" + i, chain);
        }
        return chain;
    }

    private static List<String> messages(Throwable from) {
        List<String> all = new ArrayList<>();
        for (Throwable next = from; next != null; next = next.getCause()) {
            all.add(next.toString());
        }
        return all;
    }

    @Test
    void whatHasNothingToHideIsItself() {
        IllegalStateException plain = chain(16, "plain");
        plain.addSuppressed(chain(3, "plain too"));
        assertThat(MaskedCause.of(plain, MASK)).isSameAs(plain);
    }

    @Test
    void aSecretIsHiddenHoweverDeepItIs() {
        for (int causes = 0; causes < 40; causes++) {
            Throwable shown = MaskedCause.of(chain(causes, "4711"), MASK);
            assertThat(messages(shown).toString()).doesNotContain("4711");
        }
        assertThat(messages(MaskedCause.of(chain(2, "is 4711"), MASK)))
                .containsExactly(
                        "java.lang.IllegalStateException: 1",
                        "java.lang.IllegalStateException: 0",
                        "java.lang.IllegalStateException: is ****");
    }

    @Test
    void noMoreThanEighteenAreShown() {
        assertThat(messages(MaskedCause.of(chain(17, "4711"), MASK))).hasSize(18);
        assertThat(messages(MaskedCause.of(chain(30, "4711"), MASK))).hasSize(18);
    }

    @Test
    void aSuppressedOneIsHiddenWithItsOwnPlace() {
        IllegalStateException outer = new IllegalStateException("outer");
        IllegalStateException inner = new IllegalStateException("is 4711");
        outer.addSuppressed(new IllegalStateException("plain"));
        outer.addSuppressed(inner);
        Throwable shown = MaskedCause.of(outer, MASK);
        assertThat(shown.getSuppressed())
                .extracting(Throwable::toString)
                .containsExactly("java.lang.IllegalStateException: plain", "java.lang.IllegalStateException: is ****");
        assertThat(shown.getStackTrace()).isEqualTo(outer.getStackTrace());
        assertThat(shown.getSuppressed()[1].getStackTrace()).isEqualTo(inner.getStackTrace());
    }

    @Test
    @Timeout(20)
    void causesThatGoInACircleEnd() {
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException two = new IllegalStateException("two", one);
        one.initCause(two);
        assertThat(messages(MaskedCause.of(one, MASK))).hasSize(18);
        IllegalStateException secret = new IllegalStateException("4711");
        secret.initCause(new IllegalStateException("back", secret));
        assertThat(messages(MaskedCause.of(secret, MASK)).toString())
                .contains("IllegalStateException: back")
                .doesNotContain("4711");
    }

    @Test
    @Timeout(20)
    void suppressedOnesThatGoInACircleEnd() {
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException two = new IllegalStateException("4711");
        one.addSuppressed(two);
        two.addSuppressed(one);
        int depth = 0;
        for (Throwable next = MaskedCause.of(one, MASK); next != null; depth++) {
            assertThat(next.toString()).doesNotContain("4711");
            next = next.getSuppressed().length == 0 ? null : next.getSuppressed()[0];
        }
        assertThat(depth).isEqualTo(18);
    }

    @Test
    @Timeout(20)
    void plainSuppressedOnesThatGoInACircleEndToo() {
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException two = new IllegalStateException("two");
        one.addSuppressed(two);
        two.addSuppressed(one);
        assertThat(MaskedCause.of(one, MASK).getSuppressed()).singleElement().hasToString(two.toString());
    }

    @Test
    void oneWithoutWordsIsShownByItsKind() {
        IllegalStateException outer = new IllegalStateException("4711", new NullPointerException());
        assertThat(messages(MaskedCause.of(outer, MASK)))
                .containsExactly("java.lang.IllegalStateException: ****", "java.lang.NullPointerException: null");
    }
}
