package io.groundswell.store;

/**
 * By which a client says that two requests are one.
 *
 * @param member who asks; keys of different members have nothing to do with each other
 * @param route what is asked for, as a name without {@code #}; a key means another request on another route
 * @param key as the client chose it
 */
public record IdempotencyKey(String member, String route, String key) {
    public IdempotencyKey {
        if (route.isEmpty() || route.indexOf('#') >= 0) {
            throw new IllegalArgumentException("route: " + route + " (expected: a name without #)");
        }
    }
}
