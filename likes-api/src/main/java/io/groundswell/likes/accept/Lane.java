package io.groundswell.likes.accept;

/** What the topics of a loop share. */
record Lane(Loop loop, Packer packer, OutboxConfig config, ReplicaIds ids) {}
