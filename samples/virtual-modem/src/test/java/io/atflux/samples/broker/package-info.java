@NullMarked
package io.atflux.samples.broker;

import org.jspecify.annotations.NullMarked;
