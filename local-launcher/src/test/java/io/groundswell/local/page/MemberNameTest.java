package io.groundswell.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.Topic;
import io.groundswell.event.TopicKind;
import io.groundswell.http.ProblemException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberNameTest {
    @Test
    void toMember_shouldKeepTheName_whenItIsAnIdAlready() {
        assertThat(MemberName.toMember(" Ada.L_1-x ")).isEqualTo("Ada.L_1-x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada Lovelace", "Zoë", "a~b", "50% * 2 + 1", "李雷", "🦭", "<b>"})
    void toMember_shouldGiveAnIdThatCanBeReadBack_whenTheNameHasOtherCharacters(String name) {
        String member = MemberName.toMember(name);

        assertThat(new Topic(TopicKind.MEMBER, member).id()).isEqualTo(member);
        assertThat(URLDecoder.decode(member.replace('~', '%'), StandardCharsets.UTF_8))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\nb"})
    void toMember_shouldRefuse_whenTheNameIsBlankOrHasControls(String name) {
        assertThatThrownBy(() -> MemberName.toMember(name)).isInstanceOf(ProblemException.class);
    }

    @Test
    void toMember_shouldRefuse_whenTheIdWouldBeTooLong() {
        assertThat(MemberName.toMember("x".repeat(128))).hasSize(128);
        assertThatThrownBy(() -> MemberName.toMember("x".repeat(129)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("too long");
    }
}
