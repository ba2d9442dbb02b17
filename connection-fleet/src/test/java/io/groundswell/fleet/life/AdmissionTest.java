package io.groundswell.fleet.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.fleet.hub.EndReason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(new Admission.Limits(5, 2));

    @Test
    void admit_shouldRefuse_whenTheAddressHoldsAsManyAsItMay() {
        place("192.0.2.1");
        Admission.Place second = place("192.0.2.1");
        assertThat(admit("192.0.2.1")).isEqualTo(new Admission.Refused(EndReason.ADDRESS_FULL));
        assertThat(admit("192.0.2.2")).isInstanceOf(Admission.Place.class);
        second.giveBack();
        assertThat(admit("192.0.2.1")).isInstanceOf(Admission.Place.class);
        assertThat(admission.streams()).isEqualTo(3);
    }

    @Test
    void admit_shouldRefuse_whenTheNodeHoldsAsManyAsItMay() {
        for (int i = 0; i < 5; i++) {
            place("192.0.2." + i);
        }
        assertThat(admit("192.0.2.9")).isEqualTo(new Admission.Refused(EndReason.NODE_FULL));
        assertThat(admission.addresses()).isEqualTo(5);
    }

    @Test
    void admit_shouldCountAPrefixOf64BitsAsOneAddress_whenItIsIpv6() {
        place("2001:db8:1:2::1");
        place("2001:db8:1:2:ffff::9");
        assertThat(admit("2001:db8:1:2:1:2:3:4")).isEqualTo(new Admission.Refused(EndReason.ADDRESS_FULL));
        assertThat(admit("2001:db8:1:3::1")).isInstanceOf(Admission.Place.class);
    }

    @Test
    void admit_shouldCountAnIpv4Address_whenItIsWrittenAsIpv6() {
        place("192.0.2.1");
        place("::ffff:192.0.2.1");
        assertThat(admit("192.0.2.1")).isEqualTo(new Admission.Refused(EndReason.ADDRESS_FULL));
    }

    @Test
    void giveBack_shouldCountOnce_whenItIsCalledTwice() {
        Admission.Place place = place("192.0.2.1");
        place("192.0.2.1");
        place.giveBack();
        place.giveBack();
        assertThat(admission.streams()).isEqualTo(1);
        assertThat(admission.addresses()).isEqualTo(1);
    }

    @Test
    void admit_shouldNeverPassALimitAndForgetEveryAddress_whenManyThreadsComeAndGo() throws InterruptedException {
        Admission wide = new Admission(new Admission.Limits(50, 7));
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Random random = new Random(i);
            threads.add(Thread.ofPlatform().start(() -> comeAndGo(wide, random, most)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(most.get()).isLessThanOrEqualTo(50);
        assertThat(wide.streams()).isZero();
        assertThat(wide.addresses()).isZero();
    }

    private static void comeAndGo(Admission admission, Random random, AtomicInteger most) {
        List<Admission.Place> held = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (admission.admit(address("10.0.0." + random.nextInt(10))) instanceof Admission.Place place) {
                held.add(place);
            }
            if (held.size() > random.nextInt(10)) {
                most.accumulateAndGet(held.size(), Math::max);
                held.remove(random.nextInt(held.size())).giveBack();
            }
        }
        held.forEach(Admission.Place::giveBack);
    }

    @Test
    void limits_shouldSayWhatIsExpected() {
        assertThatThrownBy(() -> new Admission.Limits(0, 1))
                .hasMessage("streams: 0, of one address 1 (expected: 1 or more)");
    }

    private Admission.Place place(String address) {
        return (Admission.Place) admit(address);
    }

    private Admission.Outcome admit(String address) {
        return admission.admit(address(address));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
