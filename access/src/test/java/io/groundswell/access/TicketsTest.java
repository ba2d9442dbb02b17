package io.groundswell.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundswell.access.AccessDeniedException.Reason;
import io.groundswell.access.Tickets.Ticket;
import io.groundswell.access.Tickets.Use;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TicketsTest {
    private static final String SECRET = "a-ticket-secret-of-32-characters";
    private static final String OTHER = "another-secret-of-32-characters!";
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Identity ANN = new Identity(
            "ann",
            false,
            List.of(TopicPattern.parse("video:*")),
            List.of(TopicPattern.parse("video:42")),
            NOW.plusSeconds(3_600).toEpochMilli());

    private final Tickets tickets = at(NOW, SECRET);

    private static Tickets at(Instant now, String... secrets) {
        return new Tickets(List.of(secrets), InstantSource.fixed(now));
    }

    private static Reason refusal(Tickets tickets, Use use, String text) {
        return catchThrowableOfType(AccessDeniedException.class, () -> tickets.verify(use, text))
                .reason();
    }

    @ParameterizedTest
    @EnumSource
    void verify_shouldBeTheIdentityWithTheEndOfItsToken_onAnyNode(Use use) {
        assertThat(at(NOW.plusSeconds(59), SECRET)
                        .verify(use, tickets.issue(use, ANN).text()))
                .isEqualTo(ANN);
    }

    @Test
    void verify_shouldSayExpired_whenATicketIsShownAfter60Seconds() {
        Ticket ticket = tickets.issue(Use.ADDRESS, ANN);

        assertThat(ticket.expiresAt()).isEqualTo(NOW.plusSeconds(60).toEpochMilli());
        assertThat(refusal(at(NOW.plusSeconds(61), SECRET), Use.ADDRESS, ticket.text()))
                .isEqualTo(Reason.TOKEN_EXPIRED);
    }

    @Test
    void verify_shouldTakeACookieUntilTheTokensEnd() {
        Ticket cookie = tickets.issue(Use.COOKIE, ANN);

        assertThat(cookie.expiresAt()).isEqualTo(ANN.expiresAt());
        assertThat(at(NOW.plusSeconds(3_599), SECRET).verify(Use.COOKIE, cookie.text()))
                .isEqualTo(ANN);
        assertThat(refusal(at(NOW.plusSeconds(3_601), SECRET), Use.COOKIE, cookie.text()))
                .isEqualTo(Reason.TOKEN_EXPIRED);
    }

    @Test
    void issue_shouldNotOutliveTheToken_whenThatEndsSooner() {
        Identity brief = new Identity(
                "ann", false, List.of(), List.of(), NOW.plusSeconds(5).toEpochMilli());

        assertThat(tickets.issue(Use.ADDRESS, brief).expiresAt()).isEqualTo(brief.expiresAt());
    }

    @Test
    void verify_shouldRefuse_whenOneIsShownInPlaceOfAnother() {
        TokenConfig sameSecret = TokenConfig.ofSecret(SECRET, false);
        Tokens tokens = new Tokens(sameSecret, InstantSource.fixed(NOW));
        String token = new DevelopmentTokens(sameSecret, InstantSource.fixed(NOW)).issue("ann", Duration.ofHours(1));

        for (Use use : Use.values()) {
            Use other = use == Use.COOKIE ? Use.ADDRESS : Use.COOKIE;
            String text = tickets.issue(use, ANN).text();
            assertThat(refusal(tickets, other, text)).isEqualTo(Reason.INVALID_TOKEN);
            assertThat(refusal(tickets, use, token)).isEqualTo(Reason.INVALID_TOKEN);
            assertThat(catchThrowableOfType(
                                    AccessDeniedException.class,
                                    () -> tokens.authenticate(Optional.of("Bearer " + text)))
                            .reason())
                    .isEqualTo(Reason.INVALID_TOKEN);
        }
    }

    @Test
    void verify_shouldRefuse_whenItWasSignedWithAnotherSecretOrChanged() {
        String text = tickets.issue(Use.ADDRESS, ANN).text();

        assertThat(refusal(at(NOW, OTHER), Use.ADDRESS, text)).isEqualTo(Reason.INVALID_TOKEN);
        assertThat(refusal(tickets, Use.ADDRESS, "x" + text)).isEqualTo(Reason.INVALID_TOKEN);
        assertThat(refusal(tickets, Use.ADDRESS, "")).isEqualTo(Reason.INVALID_TOKEN);
    }

    @Test
    void verify_shouldTakeOldAndNew_whileTheSecretIsChanged() {
        Tickets changed = at(NOW, OTHER, SECRET);

        assertThat(changed.verify(Use.ADDRESS, tickets.issue(Use.ADDRESS, ANN).text()))
                .isEqualTo(ANN);
        assertThat(at(NOW, SECRET, OTHER)
                        .verify(Use.ADDRESS, changed.issue(Use.ADDRESS, ANN).text()))
                .isEqualTo(ANN);
        assertThat(refusal(tickets, Use.ADDRESS, changed.issue(Use.ADDRESS, ANN).text()))
                .isEqualTo(Reason.INVALID_TOKEN);
    }

    @Test
    void issue_shouldGiveAGuestATicketAndNoCookie() {
        Identity guest = tickets.verify(
                Use.ADDRESS, tickets.issue(Use.ADDRESS, Identity.guest()).text());

        assertThat(guest).isEqualTo(Identity.guest());
        assertThatThrownBy(() -> tickets.issue(Use.COOKIE, Identity.guest()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
