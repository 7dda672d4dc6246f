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
        properties = {"kanesh.port=0", "kanesh.agent-port=0"})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
public @interface ControlPlaneTest {}
