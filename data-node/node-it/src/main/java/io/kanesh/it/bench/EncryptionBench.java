package io.kanesh.it.bench;

import io.kanesh.it.bench.EngineCost.Comparison;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * What encryption costs, in parts: {@code channel [pairs]} (files below the engine, two minutes), {@code engine
 * [AES_128|AES_256][+uncached] [minutes [phase …]]} (Cassandra on encrypted files against the same on plain ones, about three minutes
 * more than asked for; restarts, streams and the index only when they are named; goes on where the run before has ended), {@code kms}
 * (requests and dollars of a simulated day), {@code revoke} (time from a denial to the last seal, on a virtual clock) or {@code revoke
 * api|kms [runs]} (the same with real processes). Without an argument: channel, kms, and revoke on the virtual clock.
 */
public final class EncryptionBench {
    private static final int PAIRS = 15;
    private static final int MINUTES = 6;
    private static final int RUNS = 5;
    private static final int FIRST_PHASE = 3;

    private EncryptionBench() {}

    public static void main(String[] arguments)
            throws IOException, GeneralSecurityException, InterruptedException, TimeoutException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var parts = arguments.length == 0 ? List.of("channel", "kms", "revoke") : List.of(arguments[0]);
        for (var part : parts) {
            switch (part) {
                case "channel" -> new ChannelCost(out, number(arguments, 1, PAIRS)).run();
                case "engine" -> engine(out, arguments).run();
                case "kms" -> new KmsDay(out, InstantSource.system(), new SecureRandom()).run();
                case "revoke" -> revoke(out, arguments);
                default ->
                    throw new IllegalArgumentException(
                            "There is no part '" + part + "': channel, engine, kms or revoke");
            }
        }
    }

    private static EngineCost engine(PrintStream out, String[] arguments) {
        var comparison = Comparison.named(arguments.length < 2 ? "AES_128" : arguments[1]);
        var asked = List.of(arguments).stream()
                .skip(FIRST_PHASE)
                .map(CostPhase::named)
                .toList();
        var phases = asked.isEmpty() ? CostPhase.USUAL : asked;
        return new EngineCost(out, comparison, Duration.ofMinutes(number(arguments, 2, MINUTES)), phases);
    }

    private static void revoke(PrintStream out, String[] arguments)
            throws IOException, InterruptedException, TimeoutException {
        if (arguments.length < 2) {
            new RevokeRuns(out).run();
        } else {
            new RealRevokes(out, RealRevokes.Door.named(arguments[1]), number(arguments, 2, RUNS)).run();
        }
    }

    private static int number(String[] arguments, int at, int usual) {
        return arguments.length <= at ? usual : Integer.parseInt(arguments[at]);
    }
}
