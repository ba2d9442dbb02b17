package io.groundswell.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.access.DevelopmentTokens;
import io.groundswell.access.TokenConfig;
import io.groundswell.chaos.Tally.Kind;
import io.groundswell.chaos.Tally.Outcome;
import io.groundswell.event.Topic;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Many members who like and comment at a steady rate, each with a token of their own. Any thread may start and stop it. */
final class Crowd implements AutoCloseable {
    static final List<String> REACTIONS = List.of("like", "love", "wow");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MEMBERS = 300;
    private static final int LIKES_PER_COMMENT = 7;
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(20);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
    private static final int ACCEPTED = 202;
    private static final String OUTCOME_UNKNOWN = "urn:groundswell:problem:outcome-unknown";

    private final List<URI> apis;
    private final List<String> videos;
    private final List<String> tokens;
    private final Ledger ledger;
    private final Random random;
    private final Tally tally = new Tally();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST_CONNECT)
            .build();
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService posts = Executors.newVirtualThreadPerTaskExecutor();

    /** An answer, or why there is none. */
    private record Said(Outcome outcome, String text) {}

    /**
     * @param apis each request goes to any of them
     * @param secret that signs tokens
     */
    Crowd(List<URI> apis, List<String> videos, String secret, Ledger ledger, Random random) {
        this.apis = apis;
        this.videos = videos;
        this.ledger = ledger;
        this.random = random;
        DevelopmentTokens issuer = new DevelopmentTokens(TokenConfig.ofSecret(secret, false), InstantSource.system());
        this.tokens = IntStream.range(0, MEMBERS)
                .mapToObj(i -> issuer.issue("member-" + i, Duration.ofHours(1)))
                .toList();
    }

    Crowd start(int perSecond) {
        var _ = beat.scheduleAtFixedRate(this::postNext, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
        return this;
    }

    private void postNext() {
        String video = pick(videos);
        if (random.nextInt(LIKES_PER_COMMENT + 1) == 0) {
            var _ = posts.submit(() -> comment(video));
        } else {
            Kind kind = new Kind(video, pick(REACTIONS));
            var _ = posts.submit(() -> like(kind));
        }
    }

    private <T> T pick(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }

    private void like(Kind kind) {
        Said said = post("/v1/videos/" + kind.video() + "/likes", "{\"reaction\":\"" + kind.reaction() + "\"}");
        tally.like(kind, said.outcome());
    }

    private void comment(String video) {
        int number = ledger.next(Topic.video(video));
        Said said = post("/v1/videos/" + video + "/comments", "{\"text\":\"" + number + " here\"}");
        if (said.outcome() == Outcome.ACCEPTED) {
            ledger.accepted(number, field(said.text(), "eventId").orElseThrow());
        }
    }

    private Said post(String path, String body) {
        Said said = send(HttpRequest.newBuilder(pick(apis).resolve(path))
                .timeout(LONGEST_REQUEST)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + pick(tokens))
                .POST(BodyPublishers.ofString(body))
                .build());
        tally.request(said.outcome(), said.text());
        return said;
    }

    private Said send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() == ACCEPTED) {
                return new Said(Outcome.ACCEPTED, response.body());
            }
            boolean open = field(response.body(), "type")
                    .filter(OUTCOME_UNKNOWN::equals)
                    .isPresent();
            return new Said(open ? Outcome.UNKNOWN : Outcome.REFUSED, response.statusCode() + " " + response.body());
        } catch (ConnectException e) {
            return new Said(Outcome.REFUSED, e.toString());
        } catch (IOException e) {
            return new Said(Outcome.UNKNOWN, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Said(Outcome.UNKNOWN, e.toString());
        }
    }

    private static Optional<String> field(String json, String name) {
        try {
            return Optional.of(JSON.readTree(json).path(name).asText());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Ends the steady rate, and waits for the answers to what is under way. */
    void stop() throws InterruptedException {
        beat.shutdownNow();
        posts.shutdown();
        if (!posts.awaitTermination(2 * LONGEST_REQUEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("requests: not all answered (expected: within " + LONGEST_REQUEST + ")");
        }
    }

    Tally tally() {
        return tally;
    }

    @Override
    public void close() {
        beat.shutdownNow();
        posts.shutdownNow();
        http.shutdownNow();
    }
}
