/** The API's OpenAPI document against the running API. Start at {@link io.groundswell.contract.SchemathesisSuite}. */
@NullMarked
package io.groundswell.contract;

import org.jspecify.annotations.NullMarked;
