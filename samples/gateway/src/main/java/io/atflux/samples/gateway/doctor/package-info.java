/** What a modem says about itself, judged. */
@NullMarked
package io.atflux.samples.gateway.doctor;

import org.jspecify.annotations.NullMarked;
