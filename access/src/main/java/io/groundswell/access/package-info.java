/**
 * Who may do what. {@link io.groundswell.access.Tokens} turns a request's credentials into an {@link
 * io.groundswell.access.Identity}; start there. {@link io.groundswell.access.Tickets} are for browsers, which cannot send a token with every
 * request. {@link io.groundswell.access.InternalSignature} protects the port between dispatchers and nodes. Everything here may
 * be used by any thread and does not wait, so event loops may call it; keys are read by a thread of their own ({@link
 * io.groundswell.access.JwksKeys}).
 */
@NullMarked
package io.groundswell.access;

import org.jspecify.annotations.NullMarked;
