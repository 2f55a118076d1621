/** The cost of a command and of a message, in counts that do not depend on the speed of the machine. */
@NullMarked
package io.atflux.performance;

import org.jspecify.annotations.NullMarked;
