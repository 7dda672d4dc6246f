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
 * [AES_128|AES_256][+uncached] [minutes]} (Cassandra on encrypted files against the same on plain ones, about three minutes more than
 * asked for; goes on where the run before has ended), {@code kms} (requests and dollars of a simulated day), {@code revoke} (time
 * from a denial to the last seal, on a virtual clock). Without an argument: channel, kms and revoke.
 */
public final class EncryptionBench {
    private static final int PAIRS = 15;
    private static final int MINUTES = 6;

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
                case "revoke" -> new RevokeRuns(out).run();
                default ->
                    throw new IllegalArgumentException(
                            "There is no part '" + part + "': channel, engine, kms or revoke");
            }
        }
    }

    private static EngineCost engine(PrintStream out, String[] arguments) {
        var comparison = Comparison.named(arguments.length < 2 ? "AES_128" : arguments[1]);
        return new EngineCost(out, comparison, Duration.ofMinutes(number(arguments, 2, MINUTES)));
    }

    private static int number(String[] arguments, int at, int usual) {
        return arguments.length <= at ? usual : Integer.parseInt(arguments[at]);
    }
}
