package io.groundswell.likes.moderation;

import io.groundswell.event.Topic;

/**
 * A comment before it is taken in.
 *
 * @param topic of the video
 * @param member who wrote it
 * @param text 1 to 1,000 characters
 */
public record Submission(Topic topic, String member, String text) {}
