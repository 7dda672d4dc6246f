package io.kanesh.it.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/**
 * What encryption costs, in parts: {@code channel [pairs]} (files below the engine, two minutes), {@code kms} (requests and dollars of a
 * simulated day), {@code revoke} (time from a denial to the last seal, on a virtual clock). Without an argument: all of them.
 */
public final class EncryptionBench {
    private static final int PAIRS = 15;

    private EncryptionBench() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var parts = arguments.length == 0 ? List.of("channel", "kms", "revoke") : List.of(arguments[0]);
        for (var part : parts) {
            switch (part) {
                case "channel" -> new ChannelCost(out, number(arguments, 1)).run();
                case "kms" -> new KmsDay(out, InstantSource.system(), new SecureRandom()).run();
                case "revoke" -> new RevokeRuns(out).run();
                default ->
                    throw new IllegalArgumentException("There is no part '" + part + "': channel, kms or revoke");
            }
        }
    }

    private static int number(String[] arguments, int at) {
        return arguments.length <= at ? PAIRS : Integer.parseInt(arguments[at]);
    }
}
