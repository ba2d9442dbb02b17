package io.groundswell.local.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ReachTest {
    private static final String OF_THIS_MACHINE = "127.0.0.1";

    /** RFC 5737: for documentation, so no machine has it. */
    private static final String OF_ANOTHER_MACHINE = "192.0.2.1";

    @Test
    void fromContainerBehind_shouldBeTheGatewayOnly_whenThatIsOfThisMachine() {
        assertThat(Reach.fromContainerBehind(OF_THIS_MACHINE)).isEqualTo(new Reach(OF_THIS_MACHINE, OF_THIS_MACHINE));
    }

    /** On a desktop the gateway is of the machine that Docker runs. */
    @Test
    void fromContainerBehind_shouldBeThisMachinesOwnAddress_whenTheGatewayIsOfAnother() {
        assertThat(Reach.fromContainerBehind(OF_ANOTHER_MACHINE)).isEqualTo(new Reach("0.0.0.0", "auto"));
    }

    @Test
    void fromContainerBehind_shouldSayWhatIsExpected_whenItIsNoAddress() {
        assertThatThrownBy(() -> Reach.fromContainerBehind("gateway"))
                .isInstanceOf(LocalStackException.class)
                .hasMessage("gateway: gateway (expected: the address of a container's gateway)");
    }
}
