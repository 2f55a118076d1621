package io.atflux.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface that programs call and do not implement. Later releases may add abstract methods to it, and count on its
 * implementations being those of this library: an implementation of one's own fails with {@link AbstractMethodError} then.
 *
 * <p>Tests that need a stand-in take a mocking tool, or, better, a session over a scripted transport.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface NonExtendable {}
