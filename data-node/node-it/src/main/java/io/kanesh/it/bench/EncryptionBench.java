package io.kanesh.it.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * What encryption costs, in parts: {@code channel [pairs]} (files below the engine, two minutes), {@code engine [control|AES_128|AES_256]
 * [pairs]} (Cassandra on encrypted files against the same on plain ones, about twelve minutes a comparison on a quiet machine),
 * {@code kms} (requests and dollars of a simulated day), {@code revoke} (time from a denial to the last seal, on a virtual clock).
 * Without an argument: channel, kms and revoke.
 */
public final class EncryptionBench {
    private static final int PAIRS = 15;

    private EncryptionBench() {}

    public static void main(String[] arguments)
            throws IOException, GeneralSecurityException, InterruptedException, TimeoutException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var parts = arguments.length == 0 ? List.of("channel", "kms", "revoke") : List.of(arguments[0]);
        for (var part : parts) {
            switch (part) {
                case "channel" -> new ChannelCost(out, number(arguments, 1)).run();
                case "engine" -> new EngineCost(out, comparison(arguments), number(arguments, 2)).run();
                case "kms" -> new KmsDay(out).run();
                case "revoke" -> new RevokeRuns(out).run();
                default ->
                    throw new IllegalArgumentException(
                            "There is no part '" + part + "': channel, engine, kms or revoke");
            }
        }
    }

    private static EngineCost.Comparison comparison(String[] arguments) {
        return EngineCost.Comparison.named(arguments.length < 2 ? "control" : arguments[1]);
    }

    private static int number(String[] arguments, int at) {
        return arguments.length <= at ? PAIRS : Integer.parseInt(arguments[at]);
    }
}
