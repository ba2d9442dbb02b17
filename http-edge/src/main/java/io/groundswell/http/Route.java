package io.groundswell.http;

/**
 * One method of one path.
 *
 * @param produces the media type of its answers where they are not problems
 */
record Route(String method, PathTemplate template, String produces, Endpoint endpoint) {}
