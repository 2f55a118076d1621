package io.atflux.samples.modem;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The virtual modem is an independent reference: it shares no code with the driver that it tests. */
class IndependenceTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.atflux.samples.modem");

    @Test
    void nothingDependsOnTheDriver() {
        assertThat(CLASSES).isNotEmpty();
        noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "belong to atflux outside of the virtual modem",
                        c -> c.getPackageName().startsWith("io.atflux")
                                && !c.getPackageName().startsWith("io.atflux.samples.modem")))
                .check(CLASSES);
    }

    @Test
    void theMachineKnowsNoSocket() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.atflux.samples.modem.server..", "io.atflux.samples.modem.uplink..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "com.hivemq..", "io.atflux.samples.modem.server..")
                .check(CLASSES);
    }

    @Test
    void theLexerStandsAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.atflux.samples.modem.at")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are elsewhere in the module",
                        c -> c.getPackageName().startsWith("io.atflux.samples.modem")
                                && !c.getPackageName().equals("io.atflux.samples.modem.at")))
                .check(CLASSES);
    }
}
