package io.atflux.test.mutants;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test that must notice a mutant, by an assertion. */
public final class Scenario {

    private static final ClassLoader UNBROKEN = MutantLoader.ofNone();

    private final Mutant mutant;
    private final String test;
    private final String method;
    private final List<Object> arguments;

    /**
     * @param test the test class, below {@code io.atflux}
     * @param arguments the arguments of a parameterised test
     */
    public Scenario(Mutant mutant, String test, String method, Object... arguments) {
        this.mutant = mutant;
        this.test = test;
        this.method = method;
        this.arguments = List.of(arguments);
    }

    /** A {@link #Scenario} of a mutant, given by its parts. */
    public static Scenario of(
            String test, String name, String type, String original, String broken, String method, Object... arguments) {
        return new Scenario(new Mutant(name, type, original, broken), test, method, arguments);
    }

    public void mustNotice() {
        assertThatThrownBy(() -> run(MutantLoader.of(mutant)))
                .as(mutant.name())
                .isInstanceOf(InvocationTargetException.class)
                .hasCauseInstanceOf(AssertionError.class);
    }

    /** The basis of every verdict: run in the same way, the test passes if nothing is broken. */
    public void mustPassUnbroken() throws ReflectiveOperationException {
        run(UNBROKEN);
    }

    private void run(ClassLoader classes) throws ReflectiveOperationException {
        Class<?> type = classes.loadClass("io.atflux." + test);
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object instance = constructor.newInstance();
        call(type, BeforeEach.class, instance);
        try {
            Method body = only(type);
            body.setAccessible(true);
            body.invoke(instance, arguments.toArray());
        } finally {
            call(type, AfterEach.class, instance);
        }
    }

    private Method only(Class<?> type) throws NoSuchMethodException {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(each -> each.getName().equals(method))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(test + "." + method));
    }

    private static void call(Class<?> type, Class<? extends Annotation> when, Object instance)
            throws ReflectiveOperationException {
        for (Method each : type.getDeclaredMethods()) {
            if (each.isAnnotationPresent(when)) {
                each.setAccessible(true);
                each.invoke(instance);
            }
        }
    }

    /** The test, for callers that run each of several tests once. */
    public String where() {
        return test + "." + method + (arguments.isEmpty() ? "" : arguments);
    }

    @Override
    public String toString() {
        return mutant.toString();
    }
}
