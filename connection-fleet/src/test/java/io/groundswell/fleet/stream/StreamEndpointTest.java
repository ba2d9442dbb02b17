package io.groundswell.fleet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.access.DevelopmentTokens;
import io.groundswell.fleet.hub.EndReason;
import io.groundswell.fleet.hub.Term;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** A stream ends with its token or with the node's term for it, whichever is over first. */
class StreamEndpointTest {
    @Test
    void handle_shouldEndTheStreamWithTheNodesTerm_whenTheTokenLastsLonger() throws Exception {
        long soon = System.currentTimeMillis() + 300;
        try (StreamServer server = new StreamServer(new Term(soon, EndReason.LIFETIME))) {
            assertThat(server.whole(""))
                    .contains("event: open", "event: reconnect")
                    .anyMatch(line -> line.contains("\"code\":\"lifetime\""));
        }
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(soon);
    }

    @Test
    void handle_shouldEndTheStreamWithTheToken_whenTheNodesTermLastsLonger() throws Exception {
        try (StreamServer server = new StreamServer(Term.NONE)) {
            String token = new DevelopmentTokens(StreamServer.TOKENS, InstantSource.system())
                    .issue("ann", Duration.ofSeconds(3));
            assertThat(server.whole("Authorization: Bearer " + token + "\r\n"))
                    .contains("event: open", "event: error")
                    .anyMatch(line -> line.contains("\"code\":\"token_expired\""));
        }
    }
}
