/** Folders for files that are unpacked and loaded. */
@NullMarked
package io.atflux.internal.files;

import org.jspecify.annotations.NullMarked;
