package io.kanesh.control;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The walls between features: no cycle, nobody in another's nested packages. */
class ModularityTest {
    @Test
    void theWallsHold() {
        ApplicationModules.of(ControlPlane.class).verify();
    }
}
