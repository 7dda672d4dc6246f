package io.kanesh.control.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a set of machines costs.
 *
 * @param lines one per group of equal machines
 * @param usdPerMonth sum of the lines; null when a price is not known
 * @param notes what the reader must know: prices without a source, machines that cannot be launched
 */
public record Estimate(List<Line> lines, @Nullable BigDecimal usdPerMonth, List<String> notes) {

    public Estimate {
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
    }

    /**
     * Equal machines in one region.
     *
     * @param price of one machine; null when not known
     */
    public record Line(
            String region,
            InstanceType type,
            int count,
            @Nullable Price price) {

        /** US dollars per month of all of them; null when the price is not known. */
        public @Nullable BigDecimal usdPerMonth() {
            return price == null
                    ? null
                    : price.usdPerHour()
                            .multiply(Price.HOURS_PER_MONTH)
                            .multiply(BigDecimal.valueOf(count))
                            .setScale(2, RoundingMode.HALF_UP);
        }
    }

    /** One group of machines to price. */
    public record Group(String region, InstanceType type, int count) {}

    /** Adds up the groups; {@code provider} only for the notes. */
    public static Estimate of(Provider provider, List<Group> groups) {
        var lines = groups.stream()
                .map(group -> new Line(
                        group.region(),
                        group.type(),
                        group.count(),
                        group.type().prices().get(group.region())))
                .toList();
        var notes = new java.util.ArrayList<String>();
        if (provider.reason() != null) {
            notes.add(provider.reason());
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (var line : lines) {
            var month = line.usdPerMonth();
            if (month == null) {
                notes.add("No list price of " + line.type().name() + " in " + line.region()
                        + " is on record, so there is no sum.");
            }
            sum = sum == null || month == null ? null : sum.add(month);
        }
        return new Estimate(lines, sum, notes);
    }
}
