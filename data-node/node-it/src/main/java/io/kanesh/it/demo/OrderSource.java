package io.kanesh.it.demo;

import com.datastax.oss.driver.api.core.data.CqlVector;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Generates orders. The same seed gives the same orders, byte for byte, so that loading twice changes nothing and a
 * report can be repeated.
 */
final class OrderSource {

    /** Components of {@link Order#taste}. */
    static final int DIMENSIONS = 8;

    /**
     * One order of so many came with a letter and so has a {@link Order#taste}. To index a vector costs a node several times
     * what the row costs, three times over; so a laptop indexes 10,000 of them and not 100,000.
     */
    static final int LETTERS = 10;

    /** The order book of one merchant has this many orders. */
    static final int BOOK = 20;

    private static final List<String> CITIES =
            List.of("Assur", "Burushattum", "Hahhum", "Hattusa", "Kanesh", "Mari", "Nihriya", "Timelkiya");
    private static final List<String> GOODS =
            List.of("tin", "wool", "linen", "copper", "silver", "lapis", "oil", "barley");
    private static final List<String> STATES = List.of("sealed", "on the road", "delivered", "delivered", "delivered");
    private static final Instant FIRST_ORDER = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SPAN = Duration.ofDays(300);

    private final RandomGenerator random;
    private int merchants;

    OrderSource(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** {@code merchant-0000}, {@code merchant-0001}, … */
    static String merchant(int number) {
        return String.format("merchant-%04d", number);
    }

    /** All orders of the next merchant. */
    List<Order> nextBook() {
        String merchant = merchant(merchants++);
        return Stream.generate(() -> order(merchant)).limit(BOOK).toList();
    }

    private Order order(String merchant) {
        int goods = random.nextInt(GOODS.size());
        int quantity = 1 + random.nextInt(40);
        BigDecimal price = BigDecimal.valueOf(50 + random.nextInt(20_000), 2);
        return new Order(
                merchant,
                FIRST_ORDER.plusSeconds(random.nextLong(SPAN.toSeconds())),
                new UUID(random.nextLong(), random.nextLong()),
                pick(CITIES),
                GOODS.get(goods),
                quantity,
                price.multiply(BigDecimal.valueOf(quantity)),
                pick(STATES),
                random.nextInt(LETTERS) == 0 ? taste(goods, 0.6) : null);
    }

    /** The direction of one kind of goods itself: what a search for "orders like this" asks with. */
    static CqlVector<Float> pureTaste(String goods) {
        return new OrderSource(0).taste(GOODS.indexOf(goods), 0);
    }

    /** Mostly one kind of goods, with noise in every other direction; of length one, as cosine similarity likes it. */
    private CqlVector<Float> taste(int goods, double noise) {
        double[] raw = new double[DIMENSIONS];
        double squares = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            raw[i] = (i == goods ? 1 : 0) + noise * (random.nextDouble() - 0.5);
            squares += raw[i] * raw[i];
        }
        List<Float> unit = new ArrayList<>(DIMENSIONS);
        for (double component : raw) {
            unit.add((float) (component / Math.sqrt(squares)));
        }
        return CqlVector.newInstance(unit);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
