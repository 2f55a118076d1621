@NullMarked
package io.atflux.samples.link;

import org.jspecify.annotations.NullMarked;
