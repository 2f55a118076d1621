package io.atflux;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.atflux.transport.Durations;
import java.time.Duration;
import java.util.List;
import reactor.core.scheduler.Scheduler;

/** What may know what: docs/architecture.md, as rules. */
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
                    "..internal.session..",
                    "..modem..",
                    "..mqtt..",
                    "..fibocom..");

    @ArchTest
    static final ArchRule theSessionKnowsNoVendorAndNoMqtt = noClasses()
            .that()
            .resideInAnyPackage("io.atflux", "..internal..", "..command..", "..line..", "..urc..", "..error..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..modem..", "..mqtt..", "..fibocom..");

    /** Whoever calls a user's code calls it through this. */
    @ArchTest
    static final ArchRule theDoorToForeignCodeKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("..internal.foreign..")
            .should()
            .dependOnClassesThat(describe(
                    "are of another package of ours",
                    other -> other.getPackageName().startsWith("io.atflux")
                            && !other.getPackageName().equals("io.atflux.internal.foreign")));

    @ArchTest
    static final ArchRule theUpperLayersUseOnlyThePublicSession = noClasses()
            .that()
            .resideInAnyPackage("..modem..", "..mqtt..", "..fibocom..", "..transport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..internal.session..", "..internal.codec..");

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

    /** Whether an operator takes a duration and no scheduler to measure it with. */
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
