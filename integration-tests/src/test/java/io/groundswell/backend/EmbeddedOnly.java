package io.groundswell.backend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A suite that stays off LocalStack: it measures, it needs faults inside a service, or it is about one backend itself. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EmbeddedOnly {
    /** Why: a sentence. */
    String value();
}
