@NullMarked
package io.atflux.link;

import org.jspecify.annotations.NullMarked;
