package io.groundswell.likes.accept;

/** What has a parcel to send. It stands with the packer from {@link Packer#offer} until it is asked. Owned by a loop. */
interface Source {
    /** Of the parcel that it would give now, at most. */
    int bytes();

    /** Requests whose fate hangs on that parcel. */
    int requests();

    /** Hands out the parcel, with all that waits for it and fits. */
    Parcel take();
}
