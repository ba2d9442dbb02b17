package io.groundswell.fleet.stream;

import io.groundswell.fleet.hub.Ending;
import io.groundswell.fleet.hub.FrameEncoder;
import io.groundswell.http.Cors;
import io.groundswell.http.Exchange;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.function.Consumer;

/**
 * Refuses a stream in a way that does not make a browser give up. An {@code EventSource} never comes back after another
 * status than 200, and shows its page neither status nor body; so it gets 200, the one event that says why, and the end of
 * the connection. Other clients are answered with a status: see {@link #suits}. Immutable.
 */
public final class StreamRefusal {
    private static final String EVENT_STREAM = "text/event-stream";
    private static final int MOST_EVENT_BYTES = 512;

    private final StreamHead head;
    private final FrameEncoder encoder;
    private final Consumer<Ending> refused;

    /** @param refused counts what was refused and why */
    public StreamRefusal(Cors cors, FrameEncoder encoder, Consumer<Ending> refused) {
        this.head = new StreamHead(cors);
        this.encoder = encoder;
        this.refused = refused;
    }

    /** Whether the client names {@code text/event-stream} as what it accepts, as every {@code EventSource} does. */
    public static boolean suits(Exchange exchange) {
        for (String range : exchange.header("Accept").orElse("").split(",", -1)) {
            if (range.split(";", 2)[0].strip().equalsIgnoreCase(EVENT_STREAM)) {
                return true;
            }
        }
        return false;
    }

    /** Notes one that is answered with a status. */
    void count(Ending ending) {
        refused.accept(ending);
    }

    /**
     * Answers 200, the last event of a stream, and closes. On the connection's event loop.
     *
     * @throws io.groundswell.http.ProblemException for a {@code HEAD}, which has no body
     */
    public void answer(Exchange exchange, Ending ending) {
        Channel channel = exchange.takeOver();
        byte[] opening = head.closing(exchange.header("Origin").orElse(null));
        ByteBuf out = channel.alloc().buffer(opening.length + MOST_EVENT_BYTES);
        out.writeBytes(opening);
        encoder.encodeEnd(ending, out);
        refused.accept(ending);
        var _ = channel.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE);
    }
}
