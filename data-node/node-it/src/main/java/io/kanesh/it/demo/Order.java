package io.kanesh.it.demo;

import com.datastax.oss.driver.api.core.data.CqlVector;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One order.
 *
 * @param total price of all of it, shekels of silver, two decimals
 * @param taste for orders that came with a letter: what kind of goods these are, as a unit vector of {@link
 *     OrderSource#DIMENSIONS} components; near vectors are similar orders
 */
record Order(
        String merchant,
        Instant orderedAt,
        UUID id,
        String city,
        String goods,
        int quantity,
        BigDecimal total,
        String state,
        @Nullable CqlVector<Float> taste) {}
