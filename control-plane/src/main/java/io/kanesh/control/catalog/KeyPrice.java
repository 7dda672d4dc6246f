package io.kanesh.control.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What keys cost per month at their KMS, by list price; the cloud bills it, not we. AWS KMS: 1 USD a key, 0.03 USD for 10,000
 * requests. Google Cloud KMS, software keys: 0.06 USD a key version, 0.03 USD for 10,000 operations. The local KMS: nothing.
 *
 * @param provider {@code aws}, {@code gcp} or {@code local}
 * @param keys how many (a region's copy of a key counts as one)
 * @param requests of all nodes: 12 checks an hour each, and three at a start a month
 */
public record KeyPrice(String provider, int keys, long requests, BigDecimal usdForKeys, BigDecimal usdForRequests) {
    /** The providers that have a price. */
    public static final List<String> PROVIDERS = List.of("aws", "gcp", "local");

    private static final long HOURS_PER_MONTH = 730;
    private static final long CHECKS_PER_HOUR = 12;
    private static final long REQUESTS_PER_START = 3;
    /** Of one node in a month. */
    public static final long REQUESTS_PER_NODE = CHECKS_PER_HOUR * HOURS_PER_MONTH + REQUESTS_PER_START;

    /**
     * @param nodes that ask
     * @throws IllegalArgumentException for a provider without a price
     */
    public static KeyPrice of(String provider, int keys, int nodes) {
        long requests = nodes * REQUESTS_PER_NODE;
        return new KeyPrice(
                provider,
                keys,
                requests,
                usdPerKey(provider).multiply(BigDecimal.valueOf(keys)).setScale(2, RoundingMode.HALF_UP),
                usdPer10000Requests(provider)
                        .multiply(BigDecimal.valueOf(requests))
                        .divide(BigDecimal.valueOf(10_000), 2, RoundingMode.HALF_UP));
    }

    /** US dollars per month of one key (at Google: of one key version). */
    public static BigDecimal usdPerKey(String provider) {
        return switch (provider) {
            case "aws" -> new BigDecimal("1.00");
            case "gcp" -> new BigDecimal("0.06");
            case "local" -> new BigDecimal("0.00");
            default -> throw new IllegalArgumentException("no KMS has the name " + provider);
        };
    }

    public static BigDecimal usdPer10000Requests(String provider) {
        return new BigDecimal(provider.equals("local") ? "0.00" : "0.03");
    }
}
