/** The measurements that a session reports to a monitoring system, and Micrometer meters for them. */
@NullMarked
package io.atflux.observe;

import org.jspecify.annotations.NullMarked;
