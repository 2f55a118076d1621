package io.atflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.observe.SessionObserver;
import io.atflux.observe.WireEvent;
import io.atflux.urc.Overflow;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class AtOptionsTest {

    /** One value of each type, none of which is a default. */
    private static final Map<Class<?>, Object> OTHER = Map.ofEntries(
            Map.entry(Discipline.class, Discipline.INTERLEAVED),
            Map.entry(int.class, 77),
            Map.entry(boolean.class, true),
            Map.entry(Duration.class, Duration.ofSeconds(77)),
            Map.entry(Overflow.class, Overflow.error(77)),
            Map.entry(Scheduler.class, Schedulers.immediate()),
            Map.entry(SessionObserver.class, new SessionObserver() {}),
            Map.entry(Consumer.class, (Consumer<WireEvent>) event -> {}),
            Map.entry(List.class, List.of("trace")),
            Map.entry(String.class, "line 7"),
            Map.entry(RandomGenerator.class, new SplittableRandom(7)));

    static Stream<Method> setters() {
        return Arrays.stream(AtOptions.Builder.class.getMethods())
                .filter(method -> method.getReturnType() == AtOptions.Builder.class);
    }

    @ParameterizedTest
    @MethodSource("setters")
    void anOptionIsReadByItsNameAndKeptByTheNextBuilder(Method setter) throws Exception {
        Object other = OTHER.get(setter.getParameterTypes()[0]);
        AtOptions options = ((AtOptions.Builder) setter.invoke(AtOptions.builder(), other)).build();

        Method accessor = AtOptions.class.getMethod(setter.getName());
        assertThat(accessor.invoke(options)).isEqualTo(other);
        assertThat(accessor.invoke(AtOptions.defaults())).isNotEqualTo(other);
        assertThat(options.mutate().build()).isEqualTo(options).hasSameHashCodeAs(options);
        assertThat(options).isNotEqualTo(AtOptions.defaults());
        assertThat(options.toString()).contains(setter.getName() + "=" + other);
    }

    @ParameterizedTest
    @MethodSource("setters")
    void aBuilderThatGoesOnLeavesWhatItBuiltAsItIs(Method setter) throws Exception {
        AtOptions.Builder builder = AtOptions.builder();
        AtOptions before = builder.build();

        setter.invoke(builder, OTHER.get(setter.getParameterTypes()[0]));

        assertThat(before).isEqualTo(AtOptions.defaults());
    }

    @Test
    @SuppressWarnings("NullAway") // As in a program without null checks.
    void aTimeThatIsNullIsNamed() {
        assertThatThrownBy(() -> AtOptions.builder().rawTimeout(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("raw time-out");
    }
}
