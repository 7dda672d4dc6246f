package io.kanesh.control;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The control plane's process: desired state, planner, runbooks, API and agent endpoint. */
@SpringBootApplication
public class ControlPlane {
    public static void main(String[] arguments) {
        SpringApplication.run(ControlPlane.class, arguments);
    }
}
