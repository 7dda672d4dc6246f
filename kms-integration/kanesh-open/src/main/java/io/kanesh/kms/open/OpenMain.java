package io.kanesh.kms.open;

import io.kanesh.kms.KmsFault;
import java.io.IOException;
import java.io.PrintStream;

/** The command line of kanesh-open. */
public final class OpenMain {

    static final int ALL_OPENED = 0;
    static final int SOME_REFUSED = 1;
    static final int NOTHING_DONE = 2;

    private OpenMain() {}

    public static void main(String... arguments) {
        System.exit(run(System.out, arguments));
    }

    /** Returns the exit status. */
    static int run(PrintStream out, String... arguments) {
        try {
            var order = Order.of(arguments);
            var keys = Unlocking.unlock(order.keyring(), order.key(), order.settings());
            try {
                return new Opening(keys, out).all(order.from(), order.into()) ? ALL_OPENED : SOME_REFUSED;
            } finally {
                keys.seal();
            }
        } catch (Order.Wrong wrong) {
            out.println(wrong.getMessage());
            out.println();
            out.print(Order.USAGE);
        } catch (KmsFault refused) {
            out.println("The KMS did not open the node key: " + refused.getMessage());
        } catch (IOException failed) {
            out.println(failed.getMessage());
        }
        return NOTHING_DONE;
    }
}
