/** What a command and a message cost, in counts that do not depend on how fast the machine is. */
@NullMarked
package io.atflux.performance;

import org.jspecify.annotations.NullMarked;
