package io.groundswell.store;

/**
 * The first final answer to a request, as every repeat of it gets it.
 *
 * @param body text, sent as UTF-8
 */
public record KeptAnswer(int status, String contentType, String body) {}
