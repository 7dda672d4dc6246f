package io.kanesh.control.keys;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What keys cost per month at their KMS, by list price; the cloud bills it, not we. AWS KMS: 1 USD a key, 0.03 USD for 10,000
 * requests. Google Cloud KMS, software keys: 0.06 USD a key version, 0.03 USD for 10,000 operations. The local KMS: nothing.
 *
 * @param keys how many (a region's copy of a key counts as one)
 * @param requests of all nodes: 12 checks an hour each, and three at a start a month
 */
public record KeyPrice(
        KeyProvider provider, int keys, long requests, BigDecimal usdForKeys, BigDecimal usdForRequests) {
    private static final long HOURS_PER_MONTH = 730;
    private static final long CHECKS_PER_HOUR = 12;
    private static final long REQUESTS_PER_START = 3;
    private static final BigDecimal USD_PER_10_000 = new BigDecimal("0.03");

    public static KeyPrice of(KeyProvider provider, int keys, int nodes) {
        long requests = nodes * (CHECKS_PER_HOUR * HOURS_PER_MONTH + REQUESTS_PER_START);
        BigDecimal perKey =
                switch (provider) {
                    case AWS -> new BigDecimal("1.00");
                    case GCP -> new BigDecimal("0.06");
                    case LOCAL -> BigDecimal.ZERO;
                };
        BigDecimal perRequests = provider == KeyProvider.LOCAL ? BigDecimal.ZERO : USD_PER_10_000;
        return new KeyPrice(
                provider,
                keys,
                requests,
                perKey.multiply(BigDecimal.valueOf(keys)).setScale(2, RoundingMode.HALF_UP),
                perRequests
                        .multiply(BigDecimal.valueOf(requests))
                        .divide(BigDecimal.valueOf(10_000), 2, RoundingMode.HALF_UP));
    }

    public BigDecimal usd() {
        return usdForKeys.add(usdForRequests);
    }
}
