/**
 * Whether a comment may be shown. Start at {@link io.groundswell.likes.moderation.Moderator}, which every comment passes;
 * {@link io.groundswell.likes.moderation.Moderation} is what an installation can bring of its own. Implementations block, each
 * call on a virtual thread, a bounded number at a time; where moderation is off nothing is called and no thread changes.
 */
@NullMarked
package io.groundswell.likes.moderation;

import org.jspecify.annotations.NullMarked;
