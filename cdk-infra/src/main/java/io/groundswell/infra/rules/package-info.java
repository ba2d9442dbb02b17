/**
 * Which of the rules of cdk-nag are not followed, with the reason for each.
 */
@NullMarked
package io.groundswell.infra.rules;

import org.jspecify.annotations.NullMarked;
