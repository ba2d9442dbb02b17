package io.groundswell.dispatch.deliver;

/** What became of a request to a node. */
public sealed interface DeliveryOutcome {
    /** The node has handed it to its event loops. */
    record Delivered() implements DeliveryOutcome {}

    /**
     * The node is not there any more: its viewers reconnect to another and resume, so nothing failed.
     *
     * @param reason for the log
     */
    record Gone(String reason) implements DeliveryOutcome {}

    /**
     * The node may live and may lack the batch: it has to be told.
     *
     * @param reason for the log
     */
    record Missed(String reason) implements DeliveryOutcome {}
}
