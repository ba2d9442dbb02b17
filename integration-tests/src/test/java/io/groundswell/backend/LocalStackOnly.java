package io.groundswell.backend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A suite that is about deployments, of which the embedded services know none. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag(LocalStackOnly.TAG)
@ExtendWith({LocalStackIsPossible.class, Turn.class})
public @interface LocalStackOnly {
    String TAG = "localstack";
}
