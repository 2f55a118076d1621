package io.atflux;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.atflux.internal.codec.LineScanner;
import io.atflux.internal.files.PrivateFolder;
import io.atflux.internal.text.Utf8;
import io.atflux.internal.time.Durations;
import io.atflux.link.internal.machine.ClientState;
import io.atflux.link.internal.machine.MachineState;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.scheduler.Scheduler;

/** The allowed dependencies: docs/architecture.md, as rules. */
@AnalyzeClasses(packages = "io.atflux", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule theCodecKnowsNoCommand = noClasses()
            .that()
            .resideInAPackage("..internal.codec..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.atflux",
                    "..command..",
                    "..profile..",
                    "..internal.ledger..",
                    "..modem..",
                    "..mqtt..",
                    "..fibocom..");

    @ArchTest
    static final ArchRule theSessionKnowsNoVendorAndNoMqtt = noClasses()
            .that()
            .resideInAnyPackage("io.atflux", "io.atflux.internal..", "..command..", "..line..", "..urc..", "..error..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..modem..", "..mqtt..", "..fibocom..");

    /** All calls of a user's code go through this. */
    @ArchTest
    static final ArchRule theDoorToForeignCodeKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("..internal.foreign..")
            .should()
            .dependOnClassesThat(describe(
                    "are of another package of ours",
                    other -> other.getPackageName().startsWith("io.atflux")
                            && !other.getPackageName().equals("io.atflux.internal.foreign")));

    private static final String[] ROOMS = {
        "foreign",
        "files",
        "text",
        "failure",
        "netty",
        "codec",
        "time",
        "trace",
        "publish",
        "session",
        "ledger",
        "lines",
        "resync",
        "turn",
        "engine",
        "reconnect"
    };

    /**
     * A class with more fields does more than one thing; except for the scanner, which gives the reason, and for the states of
     * the link's machine, which are values that only the machine's draft writes.
     */
    @ArchTest
    static final ArchRule noClassOfTheSessionHasMoreThanTwelveFields = classes()
            .that()
            .resideInAPackage("..internal..")
            .and()
            .doNotBelongToAnyOf(LineScanner.class, MachineState.class, ClientState.class)
            .should(new ArchCondition<>("have at most 12 fields") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    long fields = type.getFields().stream()
                            .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                            .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                            .count();
                    events.add(new SimpleConditionEvent(type, fields <= 12, type.getName() + " has " + fields));
                }
            });

    /** From the lowest package of the session to the highest: each knows only those before it. */
    @ArchTest
    static final ArchRule theRoomsOfTheSessionKnowOnlyTheLowerOnes = rooms(ROOMS);

    private static ArchRule rooms(String... upwards) {
        LayeredArchitecture rules = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String room : upwards) {
            rules = rules.layer(room).definedBy("io.atflux.internal." + room);
        }
        for (int i = 0; i < upwards.length; i++) {
            String[] above = Arrays.copyOfRange(upwards, i + 1, upwards.length);
            rules = above.length == 0
                    ? rules.whereLayer(upwards[i]).mayNotBeAccessedByAnyLayer()
                    : rules.whereLayer(upwards[i]).mayOnlyBeAccessedByLayers(above);
        }
        return rules;
    }

    /** Owed replies are handled as values: this code emits no signal and no byte. */
    @ArchTest
    static final ArchRule theLedgerKnowsNeitherReactorNorNetty = noClasses()
            .that()
            .resideInAPackage("..internal.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("reactor..", "org.reactivestreams..", "io.netty..");

    @ArchTest
    static final ArchRule noRoomIsLeftOut = classes()
            .that()
            .resideInAPackage("io.atflux.internal..")
            .should()
            .resideInAnyPackage(
                    Stream.of(ROOMS).map("io.atflux.internal."::concat).toArray(String[]::new));

    @ArchTest
    static final ArchRule theUpperLayersUseOnlyThePublicSession = noClasses()
            .that()
            .resideInAnyPackage("..modem..", "..mqtt..", "..fibocom..", "..outbox..", "..transport..")
            .should()
            .dependOnClassesThat(describe(
                    "are inside the session",
                    other -> other.getPackageName().startsWith("io.atflux.internal.")
                            && !other.getPackageName().equals("io.atflux.internal.foreign")
                            && !other.isEquivalentTo(Durations.class)
                            && !other.isEquivalentTo(PrivateFolder.class)
                            && !other.isEquivalentTo(Utf8.class)));

    @ArchTest
    static final ArchRule theModemAndMqttLayersKnowNoVendor = noClasses()
            .that()
            .resideInAnyPackage("..modem..", "..mqtt..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..fibocom..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theModemLayerKnowsNoMqtt = noClasses()
            .that()
            .resideInAPackage("..modem..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..mqtt..");

    /** The publish queue depends on messages only. */
    @ArchTest
    static final ArchRule theOutboxKnowsNothingButMessages = noClasses()
            .that()
            .resideInAPackage("..outbox..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.atflux", "..command..", "..line..", "..urc..", "..profile..", "..modem..", "..fibocom..");

    @ArchTest
    static final ArchRule theSessionKnowsNoOutbox = noClasses()
            .that()
            .resideInAnyPackage("io.atflux", "io.atflux.internal..", "..mqtt..", "..modem..", "..fibocom..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..outbox..");

    @ArchTest
    static final ArchRule aTransportKnowsNoSession = noClasses()
            .that()
            .resideInAPackage("io.atflux.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.atflux", "..command..", "..line..", "..urc..", "..profile..");

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .should()
            .callMethodWhere(describe("wait on a clock of Reactor's own", LayersTest::waitsOnAClockOfItsOwn))
            .orShould()
            .callMethod(reactor.core.scheduler.Schedulers.class, "parallel")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule aLimitIsConvertedInOnePlace = noClasses()
            .that()
            .doNotBelongToAnyOf(Durations.class)
            .should()
            .callMethod(Duration.class, "toNanos")
            .orShould()
            .callMethod(Duration.class, "toMillis");

    /** Whether an operator takes a duration without a scheduler to measure it. */
    private static boolean waitsOnAClockOfItsOwn(JavaMethodCall call) {
        boolean ofReactor = call.getTargetOwner().getPackageName().startsWith("reactor.core.publisher")
                || call.getTargetOwner().getPackageName().startsWith("reactor.util.retry");
        List<String> parameters = call.getTarget().getRawParameterTypes().stream()
                .map(JavaClass::getName)
                .toList();
        return ofReactor
                && parameters.contains(Duration.class.getName())
                && !parameters.contains(Scheduler.class.getName());
    }
}
