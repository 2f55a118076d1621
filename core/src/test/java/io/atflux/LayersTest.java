package io.atflux;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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

    @ArchTest
    static final ArchRule theUpperLayersUseOnlyThePublicSession = noClasses()
            .that()
            .resideInAnyPackage("..modem..", "..mqtt..", "..fibocom..", "..transport..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..internal..");

    @ArchTest
    static final ArchRule theModemAndMqttLayersKnowNoVendor = noClasses()
            .that()
            .resideInAnyPackage("..modem..", "..mqtt..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..fibocom..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .should()
            .callMethod(reactor.core.scheduler.Schedulers.class, "parallel")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);
}
