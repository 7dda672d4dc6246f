package io.kanesh.control;

import io.kanesh.control.access.Sealing;
import io.kanesh.control.secrets.InstallationSecrets;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.KaneshHome;
import io.kanesh.control.shared.ProcessName;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every module is given instead of reaching for it: time, randomness, ids, and the place to keep things. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KaneshSettings.class)
class Foundations {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RandomGenerator randomGenerator() {
        return new SecureRandom();
    }

    /** Access keeps secrets with the installation's key, and need not know where that is. */
    @Bean
    Sealing sealing(InstallationSecrets secrets) {
        return new Sealing() {
            @Override
            public String seal(byte[] secret, String context) {
                return secrets.seal(secret, context);
            }

            @Override
            public byte[] open(String sealed, String context) {
                return secrets.open(sealed, context);
            }
        };
    }

    @Bean
    ProcessName processName(RandomGenerator random) {
        return ProcessName.fresh(random);
    }

    @Bean
    IdSource idSource(InstantSource clock, RandomGenerator random) {
        return new IdSource(clock, random);
    }

    @Bean
    HomeLock homeLock(KaneshSettings settings) {
        return HomeLock.take(new KaneshHome(settings.home()), settings.second());
    }

    /** Whoever is given the home has the lock on it. */
    @Bean
    KaneshHome kaneshHome(KaneshSettings settings, HomeLock taken) {
        return new KaneshHome(settings.home());
    }
}
