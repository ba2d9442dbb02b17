package io.groundswell.local.embedded;

import java.net.URI;

/** The address that every embedded service listens on: nothing outside this machine reaches it. */
final class Loopback {
    static final String HOST = "127.0.0.1";

    private Loopback() {}

    static URI http(int port) {
        return URI.create("http://" + HOST + ":" + port);
    }
}
