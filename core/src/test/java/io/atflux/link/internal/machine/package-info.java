@NullMarked
package io.atflux.link.internal.machine;

import org.jspecify.annotations.NullMarked;
