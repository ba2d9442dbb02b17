package io.groundswell.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.access.InternalSignature.Headers;
import io.groundswell.access.InternalSignature.Verification;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InternalSignatureTest {
    private static final String KEY = "an-internal-key-of-32-characters";
    private static final Instant NOW = Instant.ofEpochMilli(1_767_268_800_000L);
    private static final InternalRequest REQUEST = request("POST", "/internal/v1/deliveries", "node-1", "{\"v\":1}");

    private final InternalSignature signature = at(NOW);

    private static InternalSignature at(Instant now) {
        return new InternalSignature(KEY, InstantSource.fixed(now));
    }

    private static InternalRequest request(String method, String path, String nodeId, String body) {
        return new InternalRequest(method, path, nodeId, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }

    private Verification verify(InternalRequest request, Headers headers) {
        return signature.verify(request, Optional.of(headers.timestamp()), Optional.of(headers.signature()));
    }

    @Test
    void sign_shouldBeWhatIsDocumented_whenItIsMadeElsewhere() {
        // printf 'POST\n/internal/v1/deliveries\nnode-1\n1767268800000\n{"v":1}' | openssl dgst -sha256 -hmac KEY
        assertThat(signature.sign(REQUEST))
                .isEqualTo(new Headers(
                        "1767268800000", "b9c21f9b8576f86ab5085f840733d4201c591384658824391a08ad553254e053"));
    }

    @Test
    void verify_shouldBeGenuine_whenNothingWasChanged() {
        Headers headers = signature.sign(REQUEST);

        assertThat(verify(REQUEST, headers)).isEqualTo(new Verification.Genuine());
        assertThat(verify(REQUEST, headers)).isEqualTo(new Verification.Genuine());
        assertThat(REQUEST.body().remaining()).isEqualTo(7);
    }

    @Test
    void verify_shouldTakeOldAndNew_whileTheKeyIsChanged() {
        String next = "the-key-that-is-to-come-after-it";
        InternalSignature prepared = new InternalSignature(List.of(KEY, next), InstantSource.fixed(NOW));
        InternalSignature changed = new InternalSignature(List.of(next, KEY), InstantSource.fixed(NOW));
        InternalSignature alone = new InternalSignature(next, InstantSource.fixed(NOW));

        assertThat(isGenuine(signature, prepared)).isTrue();
        assertThat(isGenuine(prepared, signature)).isTrue();
        assertThat(isGenuine(prepared, changed)).isTrue();
        assertThat(isGenuine(changed, prepared)).isTrue();
        assertThat(isGenuine(changed, alone)).isTrue();
        assertThat(isGenuine(signature, alone)).isFalse();
        assertThat(isGenuine(changed, signature)).isFalse();
    }

    private static boolean isGenuine(InternalSignature sender, InternalSignature receiver) {
        Headers headers = sender.sign(REQUEST);
        return receiver.verify(REQUEST, Optional.of(headers.timestamp()), Optional.of(headers.signature()))
                instanceof Verification.Genuine;
    }

    @Test
    void verify_shouldReadFromPositionToLimit_whenTheBodyIsPartOfABuffer() {
        ByteBuffer part = ByteBuffer.allocateDirect(32).put(4, "{\"v\":1}".getBytes(StandardCharsets.UTF_8));
        part.position(4).limit(11);

        assertThat(verify(
                        new InternalRequest("POST", "/internal/v1/deliveries", "node-1", part),
                        signature.sign(REQUEST)))
                .isEqualTo(new Verification.Genuine());
    }

    @Test
    void verify_shouldRefuse_whenAnyPartIsAnother() {
        Headers headers = signature.sign(REQUEST);
        for (InternalRequest other : new InternalRequest[] {
            request("PUT", "/internal/v1/deliveries", "node-1", "{\"v\":1}"),
            request("POST", "/internal/v1/other", "node-1", "{\"v\":1}"),
            request("POST", "/internal/v1/deliveries", "node-2", "{\"v\":1}"),
            request("POST", "/internal/v1/deliveries", "node-1", "{\"v\":2}"),
            request("POST", "/internal/v1/deliveries", "node-1", ""),
        }) {
            assertThat(verify(other, headers)).as(other.toString()).isInstanceOf(Verification.Refused.class);
        }
        assertThat(verify(REQUEST, new Headers("1767268800001", headers.signature())))
                .isInstanceOf(Verification.Refused.class);
        Headers otherKey =
                new InternalSignature("another-key-of-32-characters-too", InstantSource.fixed(NOW)).sign(REQUEST);
        assertThat(verify(REQUEST, otherKey)).isInstanceOf(Verification.Refused.class);
    }

    @Test
    void verify_shouldRefuse_whenTheTimestampIsOutsideTheWindow() {
        assertThat(verify(REQUEST, at(NOW.minusMillis(30_000)).sign(REQUEST))).isEqualTo(new Verification.Genuine());
        assertThat(verify(REQUEST, at(NOW.plusMillis(30_000)).sign(REQUEST))).isEqualTo(new Verification.Genuine());
        assertThat(verify(REQUEST, at(NOW.minusMillis(30_001)).sign(REQUEST))).isInstanceOf(Verification.Refused.class);
        assertThat(verify(REQUEST, at(NOW.plusMillis(30_001)).sign(REQUEST))).isInstanceOf(Verification.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1e3", "-9223372036854775808", "9223372036854775807", "99999999999999999999"})
    void verify_shouldRefuse_whenTheTimestampIsNoTimeNearNow(String timestamp) {
        assertThat(verify(REQUEST, new Headers(timestamp, "00"))).isInstanceOf(Verification.Refused.class);
    }

    @Test
    void verify_shouldRefuse_whenTheSignatureIsMissingOrWrittenOtherwise() {
        Headers headers = signature.sign(REQUEST);

        assertThat(signature.verify(REQUEST, Optional.empty(), Optional.of(headers.signature())))
                .isInstanceOf(Verification.Refused.class);
        assertThat(signature.verify(REQUEST, Optional.of(headers.timestamp()), Optional.empty()))
                .isInstanceOf(Verification.Refused.class);
        for (String other : new String[] {"", "zz", headers.signature().substring(1), headers.signature() + "0"}) {
            assertThat(verify(REQUEST, new Headers(headers.timestamp(), other)))
                    .isInstanceOf(Verification.Refused.class);
        }
        assertThat(verify(
                        REQUEST,
                        new Headers(headers.timestamp(), headers.signature().toUpperCase(Locale.ROOT))))
                .isInstanceOf(Verification.Refused.class);
    }

    @Test
    void request_shouldRefuse_whenATextHasALineBreak() {
        assertThatThrownBy(() -> request("POST", "/a\nb", "node-1", "")).isInstanceOf(IllegalArgumentException.class);
    }
}
