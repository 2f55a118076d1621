package io.atflux.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.test.api.internal.Hidden;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The rules themselves can fail, each on a class made for it. */
public class PublicApiTest {

    public interface Leaking<T extends Hidden> extends Supplier<Map<String, ? super Hidden.Nested>> {
        List<? extends Hidden>[] returned();

        void taken(Hidden.Nested nested);

        void thrown() throws Hidden;

        <U extends Hidden> U bound();

        void fine(T one, String other);
    }

    public static class Members {
        public static final Class<?> FINE = Hidden.class;
        protected Hidden inherited = new Hidden();
        Hidden own = new Hidden();
        private Hidden hidden = new Hidden();

        public Members(Hidden... all) {
            hidden = all.length == 0 ? hidden : all[0];
        }

        protected void taken(PackagePrivate other) {}

        public Hidden hidden() {
            return hidden;
        }
    }

    public static final class Final {
        private Final() {}

        Hidden own() {
            return new Hidden();
        }
    }

    static class PackagePrivate {
        /** Public, and within a type that programs cannot name. */
        public static class Within {}
    }

    @Test
    void eachMentionInASignatureIsFound() {
        String place = "io.atflux.test.api.PublicApiTest.Leaking";
        String hidden = "io.atflux.test.api.internal.Hidden";
        assertThat(PublicApi.of(List.of(Leaking.class)).leaks())
                .containsExactly(
                        place + " as a supertype mentions " + hidden + "$Nested",
                        place + " mentions " + hidden,
                        place + ".bound() mentions " + hidden,
                        place + ".returned() mentions " + hidden,
                        place + ".taken() mentions " + hidden + "$Nested",
                        place + ".thrown() mentions " + hidden);
    }

    @Test
    void fieldsAndConstructorsCountAsFarAsProgramsSeeThem() {
        String place = "io.atflux.test.api.PublicApiTest.Members";
        String hidden = "io.atflux.test.api.internal.Hidden";
        assertThat(PublicApi.of(List.of(Members.class, Final.class)).leaks())
                .containsExactly(
                        place + ".hidden() mentions " + hidden,
                        place + ".inherited mentions " + hidden,
                        place + ".taken() mentions io.atflux.test.api.PublicApiTest$PackagePrivate",
                        "new " + place + "() mentions " + hidden);
    }

    @Test
    void whatProgramsCannotNameIsNoPublicType() {
        assertThat(PublicApi.of(List.of(
                                Hidden.class,
                                Hidden.Nested.class,
                                PackagePrivate.class,
                                PackagePrivate.Within.class,
                                Final.class,
                                Leaking.class))
                        .names())
                .containsExactly("io.atflux.test.api.PublicApiTest.Final", "io.atflux.test.api.PublicApiTest.Leaking");
    }

    @Test
    void oneSimpleNameTwiceIsFound() {
        assertThat(PublicApi.of(List.of(PublicApiTest.class, io.atflux.test.api.other.PublicApiTest.class, Final.class))
                        .sharedNames())
                .containsExactly("io.atflux.test.api.PublicApiTest and io.atflux.test.api.other.PublicApiTest");
    }

    @Test
    void theClassesOfAModuleAreFoundInItsFolderOrJar() {
        assertThat(PublicApi.ofModules(io.atflux.AtClient.class).names()).contains("io.atflux.AtClient");
    }
}
