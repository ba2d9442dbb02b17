package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpConnectionTest {
    record Like(String reaction, int weight) {}

    private final TestServer server = TestServer.with(Routes.builder()
            .post(
                    "/like",
                    "application/json",
                    exchange -> exchange.respond(Response.json(202, exchange.json(Like.class))))
            .get("/twice", "text/plain", HttpConnectionTest::respondTwice)
            .get("/error", "text/plain", exchange -> {
                throw new AssertionError("a broken class");
            })
            .get(
                    "/split",
                    "text/plain",
                    exchange -> exchange.respond(TestServer.text("x").withHeader("X-Split", "a\r\nSet-Cookie: b")))
            .build());

    private static void respondTwice(Exchange exchange) {
        exchange.respond(TestServer.text("first"));
        exchange.respond(TestServer.text("second"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void exchange_shouldGiveWhatWasSent_whenItIsEncoded() throws IOException {
        try (RawClient client = server.connect()) {
            RawClient.Answer answer = client.get("/echo/a%20b+c?q=1&q=%C3%A4+b").answer();

            assertThat(answer.body()).contains("\"id\":\"a b+c\"", "\"query\":[\"1\",\"ä b\"]");
        }
    }

    @Test
    void begin_shouldServe_whenTheTargetIsInAbsoluteForm() throws IOException {
        try (RawClient client = server.connect()) {
            assertThat(client.get("http://example.com/echo/1?q=2").answer().body())
                    .contains("\"query\":[\"2\"]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/echo/%zz", "/echo/1?q=%zz", "/echo/1?%"})
    void begin_shouldAnswer400_whenTheTargetCannotBeDecoded(String target) throws IOException {
        try (RawClient client = server.connect()) {
            RawClient.Answer answer = client.get(target).answer();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("bad-request");
        }
    }

    @Test
    void begin_shouldAnswer404_whenThePathIsUnknown() throws IOException {
        try (RawClient client = server.connect()) {
            for (String path : new String[] {"/", "/nowhere", "/echo", "/echo/", "/echo/1/", "//echo/1", "*"}) {
                RawClient.Answer answer = client.get(path).answer();

                assertThat(answer.status()).as(path).isEqualTo(404);
                assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
                assertThat(answer.body()).contains("urn:groundswell:problem:not-found");
            }
        }
    }

    @Test
    void begin_shouldAnswer405WithAllow_whenTheMethodIsAnother() throws IOException {
        try (RawClient client = server.connect()) {
            RawClient.Answer answer = client.send("DELETE /echo/1 HTTP/1.1\r\nAccept: text/html\r\n\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).hasValue("GET, HEAD, OPTIONS, POST");
            assertThat(answer.body()).contains("urn:groundswell:problem:method-not-allowed");

            assertThat(client.get("/like").answer().header("Allow")).hasValue("OPTIONS, POST");
        }
    }

    @Test
    void begin_shouldAnswer406_whenTheAcceptHeaderExcludesWhatIsProduced() throws IOException {
        try (RawClient client = server.connect()) {
            RawClient.Answer answer = client.get("/echo/1", "Accept: text/html\r\nAccept: application/json;q=0\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(406);
            assertThat(answer.body()).contains("urn:groundswell:problem:not-acceptable", "application/json");

            assertThat(client.get("/echo/1", "Accept: text/html, */*;q=0.1\r\n")
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void answer_shouldHaveNoBody_whenTheMethodIsHead() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("HEAD /page HTTP/1.1\r\n\r\nHEAD /nowhere HTTP/1.1\r\n\r\nGET /page HTTP/1.1\r\n\r\n");
            RawClient.Answer head = client.head();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).hasValue("7");
            assertThat(client.head().status()).isEqualTo(404);
            assertThat(client.answer().body()).hasSize(7);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fails", "/error", "/split"})
    void serve_shouldAnswer500WithoutTheCause_whenTheEndpointFails(String path) throws IOException {
        try (RawClient client = server.connect()) {
            RawClient.Answer answer = client.get(path).answer();

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body())
                    .contains("urn:groundswell:problem:internal")
                    .doesNotContain("secret", "Exception");
            assertThat(answer.headers()).noneMatch(line -> line.startsWith("Set-Cookie"));
            assertThat(client.get("/echo/1").answer().status()).isEqualTo(200);
        }
    }

    @Test
    void respond_shouldSendOnlyTheFirstAnswer_whenItIsCalledTwice() throws Exception {
        try (RawClient client = server.connect()) {
            assertThat(client.get("/twice").answer().body()).isEqualTo("first");
            client.get("/later/1");
            Exchange exchange = server.nextWaiting();
            exchange.respond(TestServer.text("one"));
            assertThatThrownBy(() -> exchange.respond(TestServer.text("two")))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(client.answer().body()).isEqualTo("one");
            assertThat(client.get("/echo/1").answer().status()).isEqualTo(200);
        }
    }

    @Test
    void json_shouldAnswer400_whenTheBodyCannotBeUsed() throws IOException {
        try (RawClient client = server.connect()) {
            RawClient.Answer malformed = client.post("/like", "{\"reaction\":").answer();
            assertThat(malformed.status()).isEqualTo(400);
            assertThat(malformed.body()).contains("urn:groundswell:problem:invalid-json");

            RawClient.Answer wrong =
                    client.post("/like", "{\"reaction\":7,\"weight\":1}").answer();
            assertThat(wrong.status()).isEqualTo(400);
            assertThat(wrong.body()).contains("urn:groundswell:problem:invalid-field", "reaction");

            assertThat(client.post("/like", "{\"reaction\":\"like\",\"weight\":1,\"more\":[]}")
                            .answer()
                            .status())
                    .isEqualTo(202);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n",
                "GARBAGE\r\n\r\n",
                "GET /echo/1\r\n\r\n",
                "GET /echo/1 HTTP/1.1\r\nno colon\r\n\r\n",
                "POST /echo/1 HTTP/1.1\r\nContent-Length: x\r\n\r\n",
                "POST /echo/1 HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST /echo/1 HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST /echo/1 HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /echo/1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            })
    void read_shouldAnswer400AndClose_whenItIsNotHttp(String bytes) throws IOException {
        try (RawClient client = server.connect()) {
            RawClient.Answer answer = client.send(bytes).answer();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Connection")).hasValue("close");
            assertThat(answer.body()).contains("urn:groundswell:problem:bad-request");
            assertThat(client.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1\r\nTransfer-Encoding: gzip",
                "HTTP/1.1\r\nTransfer-Encoding: gzip, chunked",
                "HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\nContent-Length: 5"
            })
    void begin_shouldAnswer400AndClose_whenTheEndOfTheBodyIsInDoubt(String head) throws IOException {
        try (RawClient client = server.connect()) {
            client.send("POST /echo/1 " + head + "\r\n\r\n0\r\n\r\nGET /echo/2 HTTP/1.1\r\n\r\n");

            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void answer_shouldClose_whenTheClientAsksForIt() throws IOException {
        try (RawClient client = server.connect()) {
            client.get("/echo/1", "Connection: close\r\n").get("/echo/2");
            RawClient.Answer answer = client.answer();

            assertThat(answer.header("Connection")).hasValue("close");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void answer_shouldClose_whenHttp10DoesNotAskToKeepAlive() throws IOException {
        try (RawClient client = server.connect()) {
            assertThat(client.send("GET /echo/1 HTTP/1.0\r\n\r\n").answer().header("Connection"))
                    .hasValue("close");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void answer_shouldKeepAlive_whenHttp10AsksForIt() throws IOException {
        try (RawClient client = server.connect()) {
            String request = "GET /echo/1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";

            assertThat(client.send(request).answer().header("Connection")).hasValue("keep-alive");
            assertThat(client.send(request).answer().status()).isEqualTo(200);
        }
    }

    @Test
    void begin_shouldSend100_whenTheBodyIsExpectedAndWanted() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("POST /echo/1 HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(100);
            assertThat(client.send("abc").answer().body()).contains("\"body\":\"abc\"");
        }
    }

    @Test
    void begin_shouldAnswerAndCloseWithout100_whenTheBodyIsNotWanted() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("POST /nowhere HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(404);
            assertThat(client.rest()).isEmpty();
        }
        try (RawClient client = server.connect()) {
            client.send("POST /echo/1 HTTP/1.1\r\nContent-Length: 300000\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(413);
            assertThat(client.rest()).isEmpty();
        }
    }
}
