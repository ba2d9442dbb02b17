package io.groundswell.fleet;

import io.groundswell.fleet.duty.Registration;
import io.groundswell.fleet.duty.ViewerCounts;
import io.groundswell.fleet.duty.Workers;
import io.groundswell.fleet.hub.EndReason;
import io.groundswell.fleet.hub.Hub;
import io.groundswell.fleet.life.Drain;
import io.groundswell.fleet.life.Entrance;

/** What a drain does to a node. Any thread. */
record Emptying(Hub hub, Entrance entrance, Registration registration, ViewerCounts viewerCounts, Workers workers)
        implements Drain.Steps {
    @Override
    public void shut() {
        entrance.close();
        workers.run(registration::drain);
    }

    @Override
    public int streams() {
        return entrance.streams();
    }

    @Override
    public void end(double share) {
        hub.endShare(share, EndReason.NODE_STOPPING);
    }

    @Override
    public boolean leave() {
        boolean listened = viewerCounts.withdraw();
        registration.remove();
        return listened;
    }
}
