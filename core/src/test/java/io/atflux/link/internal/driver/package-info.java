@NullMarked
package io.atflux.link.internal.driver;

import org.jspecify.annotations.NullMarked;
