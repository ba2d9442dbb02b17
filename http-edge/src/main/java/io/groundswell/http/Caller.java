package io.groundswell.http;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;

/** Where a request came from and its one answer goes, whichever version of HTTP it speaks. */
interface Caller {
    EventLoop eventLoop();

    /** Who is at the other end, as far as is known. */
    InetSocketAddress remote();

    /** Sends the one answer to the request; drops it where the client has gone. On the event loop only. */
    void answer(RequestHead answered, Response response);

    /** Whether the connection carries this request alone, so that it can be taken over. */
    boolean hasItsOwnConnection();

    /** As {@link Exchange#takeOver} says. On the event loop only. */
    Channel takeOver(RequestHead taken);
}
