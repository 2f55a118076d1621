package io.atflux.schedules;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastalab.fray.instrumentation.base.ApplicationCodeTransformer;

/**
 * Fray's agent, which lets threads take turns at each access to a field of ours, so it also finds fields that are
 * shared without being volatile or locked. In the libraries they take turns at volatile fields, atomics and locks only,
 * which is much faster.
 */
public final class Interleaving implements ClassFileTransformer {

    private final ApplicationCodeTransformer ours = new ApplicationCodeTransformer(true, List.of());
    private final ApplicationCodeTransformer others = new ApplicationCodeTransformer(false, List.of());

    private Interleaving() {}

    /** Called by the JVM. */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new Interleaving());
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (name == null) {
            return null;
        }
        boolean isOurs = name.startsWith("io/atflux/") && !name.startsWith("io/atflux/schedules/");
        return (isOurs ? ours : others).transform(loader, name, redefined, domain, bytes);
    }
}
