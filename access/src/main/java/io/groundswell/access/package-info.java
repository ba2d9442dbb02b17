/**
 * Who may do what. {@link io.groundswell.access.Tokens} turns a request's credentials into an {@link
 * io.groundswell.access.Identity}; start there. {@link io.groundswell.access.InternalSignature} protects the port between
 * dispatchers and nodes. Everything here is immutable, does not block, and may be used by any thread.
 */
@NullMarked
package io.groundswell.access;

import org.jspecify.annotations.NullMarked;
