package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransportChoiceTest {
    @ParameterizedTest
    @EnumSource
    void transport_shouldBeTheOneThatIsNamed_orSayThatItIsNotThere(TransportChoice choice) {
        if (choice == TransportChoice.AUTO) {
            assertThat(choice.transport()).isEqualTo(Transport.best());
        } else if (Transport.valueOf(choice.name()).isAvailable()) {
            assertThat(choice.transport()).hasToString(choice.name());
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(choice::transport)
                    .withMessageContaining("transport: " + choice);
        }
    }
}
