package io.kanesh.control.access.control;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * How many wrong tokens one address may show: so many at once, then so many a minute. Behind it, nothing is looked up, so
 * that guessing costs us nothing. Right tokens are never counted.
 */
@Component
class GuessLimit {
    private static final int ADDRESSES = 10_000;

    private final Limits limits;
    private final InstantSource clock;
    private final Map<String, Tries> tries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > ADDRESSES;
        }
    };

    GuessLimit(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** {@code KANESH_GUESS_LIMIT_BURST}, {@code KANESH_GUESS_LIMIT_PER_MINUTE}. */
    @ConfigurationProperties("kanesh.guess-limit")
    record Limits(
            @DefaultValue("50") int burst,
            @DefaultValue("30") int perMinute) {}

    private record Tries(double used, Instant at) {}

    /** For how long the address has to wait; zero when it may try. */
    synchronized Duration wait(String address) {
        double over = used(address) + 1 - limits.burst();
        return over <= 0 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(over * 60_000 / limits.perMinute()));
    }

    synchronized void wrong(String address) {
        tries.put(address, new Tries(used(address) + 1, clock.instant()));
    }

    private double used(String address) {
        Tries before = tries.get(address);
        if (before == null) {
            return 0;
        }
        double minutes =
                Math.max(0, Duration.between(before.at(), clock.instant()).toMillis() / 60_000.0);
        return Math.max(0, before.used() - minutes * limits.perMinute());
    }

    /** Brings the settings in. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Limits.class)
    static class Settings {}
}
