package io.atflux.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface that programs call and do not implement. Later releases may add abstract methods to it, and rely on all
 * implementations being part of this library: any other implementation then fails with {@link AbstractMethodError}.
 *
 * <p>Tests that need a test double use a mocking tool or, better, a session over a scripted transport.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface NonExtendable {}
