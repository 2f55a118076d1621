package io.atflux;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.atflux.annotation.NonExtendable;
import io.atflux.command.Recheck;
import io.atflux.link.LinkObserver;
import io.atflux.link.LinkObserverFactory;
import io.atflux.link.ModuleConnector;
import io.atflux.link.PowerHook;
import io.atflux.link.request.RequestCorrelation;
import io.atflux.modem.ApnChoice;
import io.atflux.modem.ApnMemory;
import io.atflux.modem.ModemDialect;
import io.atflux.modem.PinMemory;
import io.atflux.mqtt.MqttDialect;
import io.atflux.observe.SessionObserver;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxQueue;
import io.atflux.transport.AtTransport;
import io.atflux.transport.spi.Handshake;
import io.atflux.transport.spi.TransportProvider;
import java.util.Map;

/** Rules on who may implement which type. */
@AnalyzeClasses(packages = "io.atflux", importOptions = ImportOption.DoNotIncludeTests.class)
class ApiShapeTest {

    /** These get new methods only as default methods. */
    private static final Map<Class<?>, String> IMPLEMENTED_BY_USERS = Map.ofEntries(
            Map.entry(ApnMemory.class, "which access point works, kept across processes"),
            Map.entry(PinMemory.class, "which PINs a card refused, kept across processes"),
            Map.entry(AtTransport.class, "a line of another kind"),
            Map.entry(TransportProvider.class, "a URL scheme of another kind of line"),
            Map.entry(Handshake.class, "what a line needs before it is used"),
            Map.entry(SessionObserver.class, "metrics of another library"),
            Map.entry(Recheck.class, "how to find out whether a command worked"),
            Map.entry(ApnChoice.class, "access points from a table of one's own"),
            Map.entry(ModemDialect.class, "a module of another vendor"),
            Map.entry(MqttDialect.class, "a module of another vendor"),
            Map.entry(Outbox.class, "a store of another kind"),
            Map.entry(OutboxQueue.class, "a queue in a store of another kind"),
            Map.entry(ModuleConnector.class, "a module of another vendor under a link"),
            Map.entry(LinkObserver.class, "metrics of a link in another library"),
            Map.entry(LinkObserverFactory.class, "an observer for each link"),
            Map.entry(RequestCorrelation.class, "how a response is known to belong to its request"),
            Map.entry(PowerHook.class, "what switches the modem's power"));

    @ArchTest
    static final ArchRule everyPublicInterfaceSaysWhoMayImplementIt = classes()
            .that()
            .areInterfaces()
            .and()
            .areNotAnnotations()
            .and()
            .arePublic()
            .and()
            .resideOutsideOfPackage("..internal..")
            .should(new ArchCondition<>("be sealed, @NonExtendable, or one that users implement") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!isReachable(type)) {
                        return;
                    }
                    int answers = answer(type.reflect().isSealed())
                            + answer(type.isAnnotatedWith(NonExtendable.class))
                            + answer(IMPLEMENTED_BY_USERS.containsKey(type.reflect()));
                    events.add(new SimpleConditionEvent(
                            type, answers == 1, type.getName() + " says it " + answers + " times"));
                }
            });

    private static int answer(boolean said) {
        return said ? 1 : 0;
    }

    /** Whether a program can name it: a public type within another that is not public is not part of the API. */
    private static boolean isReachable(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ApiShapeTest::isReachable).orElse(true);
    }
}
