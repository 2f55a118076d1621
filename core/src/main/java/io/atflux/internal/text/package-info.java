/** Texts and lines as the session handles them: operations that programs do not need and cannot use. */
package io.atflux.internal.text;
