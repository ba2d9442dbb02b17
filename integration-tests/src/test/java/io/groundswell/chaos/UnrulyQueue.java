package io.groundswell.chaos;

import io.groundswell.chaos.ServiceProxy.Answer;
import io.groundswell.chaos.ServiceProxy.Call;
import io.groundswell.chaos.ServiceProxy.Front;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;

/** Before SQS: what is received is mixed, always; what is sent is refused or left unanswered, while it is told to. Any thread. */
final class UnrulyQueue implements Front {
    private final Mixer mixer;
    private final Sends sends;

    /** @param random may be drawn from by any thread */
    UnrulyQueue(Random random) {
        this.mixer = new Mixer(random);
        this.sends = new Sends(random);
    }

    Mixer mixer() {
        return mixer;
    }

    Sends sends() {
        return sends;
    }

    @Override
    public Optional<Answer> meet(Call call) throws IOException, InterruptedException {
        return switch (call.operation()) {
            case "ReceiveMessage" -> Optional.of(mixer.mix(call.pass()));
            case "SendMessage", "SendMessageBatch" -> sends.meet(call);
            case "DeleteMessageBatch" -> Optional.of(OldHandles.taken(call.pass()));
            default -> Optional.of(call.pass());
        };
    }
}
