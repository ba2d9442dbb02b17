/**
 * Takes in what clients publish and hands it to the queue in few messages: counts likes per replica, packs, waits for the
 * queue's word, answers.
 *
 * <p>Start at {@link io.groundswell.likes.accept.Outbox}, then {@link io.groundswell.likes.accept.TopicLikes} and {@link
 * io.groundswell.likes.accept.Packer}. A topic belongs to the one {@link io.groundswell.likes.accept.Loop} that it hashes to;
 * everything about it, from its counter over its packets to its answers, happens there. {@code Outbox} is the handle by which
 * other threads reach it. No AWS, no Netty.
 */
@NullMarked
package io.groundswell.likes.accept;

import org.jspecify.annotations.NullMarked;
