package io.groundswell.store;

import io.groundswell.event.MemberLike;
import io.groundswell.event.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who liked what: per topic and member one item, what that member did last. No count is made of them. */
public interface Likers {
    /**
     * Keeps what each member did, unless something later is kept; then it does nothing, which is no error. It takes some
     * seconds at most: what cannot be begun in time is not kept.
     *
     * @return the topics of which not everything is known to be kept
     */
    Set<Topic> note(Map<Topic, Map<String, MemberLike>> likers);

    /** @param member who, as the token names them */
    record Liker(String member, MemberLike like) {}

    /**
     * What one member did.
     *
     * @throws StoreException if it could not be read
     */
    Optional<Liker> find(Topic topic, String member);

    /**
     * One page of all, in an order that stays the same but means nothing.
     *
     * @param after only those behind this member, or empty to begin
     * @param limit 1 to 1,000; fewer come back only where there are no more
     * @throws StoreException if they could not be read
     */
    List<Liker> list(Topic topic, Optional<String> after, int limit);
}
