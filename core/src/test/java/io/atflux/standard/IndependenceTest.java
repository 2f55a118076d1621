package io.atflux.standard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * These modems are an independent witness only while they share nothing with the engine or with its other simulation.
 */
@AnalyzeClasses(packages = "io.atflux.standard")
class IndependenceTest {

    @ArchTest
    static final ArchRule theStandardsModemsKnowNothingOfTheEngine = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.atflux.internal..", "io.atflux.simulation..");
}
