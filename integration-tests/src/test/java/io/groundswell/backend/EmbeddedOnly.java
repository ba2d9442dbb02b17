package io.groundswell.backend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A suite that stays off LocalStack, for a reason of one of these kinds: it measures, or holds the platform to a load or a time; it
 * needs faults inside a service; it is about one part by itself, such as the page, the API, an image, the function's artifact or a
 * backend; or it plays a part that no backend has, such as a network or an agent.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EmbeddedOnly {
    /** Why: a sentence. */
    String value();
}
