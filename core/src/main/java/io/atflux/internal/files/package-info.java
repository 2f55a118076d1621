/** Folders for what is unpacked and loaded. */
@NullMarked
package io.atflux.internal.files;

import org.jspecify.annotations.NullMarked;
