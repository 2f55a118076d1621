/** Requests and their responses over two topics of a link. */
@NullMarked
package io.atflux.link.request;

import org.jspecify.annotations.NullMarked;
