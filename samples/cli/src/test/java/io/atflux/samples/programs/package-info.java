/** Third-party programs for modems, with the virtual module on their port. */
@NullMarked
package io.atflux.samples.programs;

import org.jspecify.annotations.NullMarked;
