package io.groundswell.store.dynamodb;

import io.groundswell.event.Topic;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A row to be kept.
 *
 * @param item all of it, its keys included
 * @param isProbablyNew whether it is worth to try first whether there is none with its keys
 */
record Row(Topic topic, Map<String, AttributeValue> item, boolean isProbablyNew) {}
