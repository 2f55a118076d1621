/** What passes on a line, and what each part of it was taken for. */
@NullMarked
package io.atflux.samples.gateway.transcript;

import org.jspecify.annotations.NullMarked;
