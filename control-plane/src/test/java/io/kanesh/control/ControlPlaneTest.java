package io.kanesh.control;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole control plane over HTTP, on free ports, with a database and a KANESH_HOME of its own. Tests with
 * this annotation and nothing else share one context and one database: make your own project and do not count on being
 * alone.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "kanesh.port=0",
            "kanesh.agent-port=0",
            // No machine image: these tests make no processes. Those with real machines are in node-it.
            "kanesh.local.agent-home=target/no-machine-image",
            // A minute of its machines is a second of ours.
            "kanesh.simulated=true",
            "kanesh.simulated-speed=60",
            // What fits must not depend on the computer that runs the tests.
            "kanesh.local.memory-limit-mib=1000000",
            "kanesh.admin-token=" + ControlPlaneTest.ADMIN_TOKEN,
            // The limit itself is tested where it lives; here it would make tests depend on each other's speed.
            "kanesh.rate-limit.requests-per-second=100000",
            "kanesh.rate-limit.burst=100000",
            "kanesh.guess-limit.burst=1000000",
            // As short as no honest test needs longer.
            "kanesh.body.seconds=8",
            // Where the tests' own identity provider listens.
            "kanesh.outbound.allowed=127.0.0.1"
        })
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
public @interface ControlPlaneTest {
    /** A preset owner's token; see {@link Api#owner}. */
    String ADMIN_TOKEN = "the-admin-token-of-the-tests";
}
