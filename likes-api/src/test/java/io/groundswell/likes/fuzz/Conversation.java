package io.groundswell.likes.fuzz;

/** What is sent on one connection. Immutable; the bytes must not be changed. */
final class Conversation {
    private final byte[] bytes;
    private final int requests;
    private final int splits;
    private final Ending ending;

    /** How a client leaves. */
    enum Ending {
        /** Ends its side, and reads to the end. */
        HALF_CLOSE,
        /** Says nothing more, and waits until the server is tired of it. */
        SILENCE,
        /** Goes at once, with a reset. */
        RESET
    }

    /**
     * @param requests how many it was made of
     * @param splits how many bytes are sent at a time; 0 for all of them
     * @param ending what the client does when all is sent
     */
    Conversation(byte[] bytes, int requests, int splits, Ending ending) {
        this.bytes = bytes;
        this.requests = requests;
        this.splits = splits;
        this.ending = ending;
    }

    byte[] bytes() {
        return bytes;
    }

    int requests() {
        return requests;
    }

    int splits() {
        return splits;
    }

    Ending ending() {
        return ending;
    }

    @Override
    public String toString() {
        return requests + " requests, " + bytes.length + " bytes, " + ending;
    }
}
