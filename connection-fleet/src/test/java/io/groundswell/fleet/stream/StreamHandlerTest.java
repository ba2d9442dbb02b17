package io.groundswell.fleet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.ulid.UlidCreator;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.fleet.hub.Term;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamHandlerTest {
    private static final Pattern OPEN = Pattern.compile("\"connectionId\":\"(\\w+)\"");
    private static final Pattern COMMENT = Pattern.compile("\"text\":\"(\\d+) ");
    /** With a kilobyte each, several times what sockets and the channel take of a client that does not read. */
    private static final int COMMENTS = 2_000;

    private static final int COMMENTS_A_BATCH = 50;

    private final StreamServer server = new StreamServer(Term.NONE);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void channelWritabilityChanged_shouldBringAllThatIsLacking_whenAReaderThatStoppedReadsOn() throws Exception {
        try (Socket socket = server.connect()) {
            BufferedReader reader = StreamServer.open(socket, "");
            next(OPEN, reader);
            Channel stream = server.streams.take();
            for (int i = 0; i < COMMENTS; i += COMMENTS_A_BATCH) {
                server.deliver(IntStream.range(i, i + COMMENTS_A_BATCH)
                        .mapToObj(StreamHandlerTest::comment)
                        .toList());
            }
            await().until(() -> !stream.isWritable());
            // The high water mark, and a slice of the log on top.
            assertThat(stream.bytesBeforeWritable()).isLessThan((32 << 10) + (64 << 10));
            for (int i = 0; i < COMMENTS; i++) {
                assertThat(next(COMMENT, reader)).isEqualTo(Integer.toString(i));
            }
            assertThat(server.hub.viewerCount()).isEqualTo(1);
        }
    }

    @Test
    void open_shouldBoundWhatIsHeldForTheClient_inTheNodeAndInTheKernel() throws Exception {
        try (Socket socket = server.connect()) {
            next(OPEN, StreamServer.open(socket, ""));
            Channel stream = server.streams.take();
            assertThat(stream.config().getWriteBufferHighWaterMark()).isLessThanOrEqualTo(32 << 10);
            int sendBuffer = stream.config().getOption(ChannelOption.SO_SNDBUF);
            // Linux takes twice what it is told, and some transports say so.
            assertThat(sendBuffer).isBetween(64 << 10, 128 << 10);
        }
    }

    @Test
    void channelInactive_shouldLetTheViewerGo_whenTheClientHasClosed() throws Exception {
        try (Socket socket = server.connect()) {
            next(OPEN, StreamServer.open(socket, ""));
            assertThat(server.hub.viewerCount()).isEqualTo(1);
        }
        await().until(() -> server.hub.viewerCount() == 0);
    }

    private static DurableEvent comment(int number) {
        EventId id = EventId.of(UlidCreator.getMonotonicUlid(), "local");
        String content = "{\"text\":\"" + number + " " + "x".repeat(1_000) + "\"}";
        return new DurableEvent(id, EventKind.COMMENT, "ada", id.acceptedAt(), 0, content);
    }

    /** The group in the next line that has the pattern. */
    private static String next(Pattern pattern, BufferedReader reader) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            Matcher found = pattern.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new EOFException("stream: at its end (expected: " + pattern + ")");
    }
}
