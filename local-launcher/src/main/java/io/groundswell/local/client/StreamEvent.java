package io.groundswell.local.client;

/**
 * One event of a stream.
 *
 * @param name what kind, such as {@code likes}
 * @param data JSON in one line
 * @param lastId where a resume begins; empty before the first one
 */
public record StreamEvent(String name, String data, String lastId) {}
