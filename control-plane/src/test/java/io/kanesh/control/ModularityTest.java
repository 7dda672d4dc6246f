package io.kanesh.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;

/** The walls between features: no cycle, nobody in another's nested packages; and the drawing of them. */
class ModularityTest {
    private static final ApplicationModules MODULES = ApplicationModules.of(ControlPlane.class);

    @Test
    void theWallsHold() {
        MODULES.verify();
    }

    /** The drawing in docs/modules is of the code as it is. */
    @Test
    void theDrawingIsFresh(@TempDir Path folder) throws IOException {
        new Documenter(MODULES, Documenter.Options.defaults().withOutputFolder(folder.toString()))
                .writeModulesAsPlantUml(DiagramOptions.defaults().withStyle(DiagramOptions.DiagramStyle.UML));
        Golden.assertFresh(
                Path.of("../docs/modules/control-plane.puml"),
                inOneOrder(Files.readAllLines(folder.resolve("components.puml"))));
    }

    /** The documenter draws modules and arrows in the order of a hash table, which is another one on another day. */
    private static String inOneOrder(List<String> drawing) {
        var ordered = new ArrayList<String>();
        var alike = new ArrayList<String>();
        for (String line : drawing) {
            if (line.startsWith("  component ") || line.contains(" --> ")) {
                alike.add(line);
            } else {
                Collections.sort(alike);
                ordered.addAll(alike);
                alike.clear();
                ordered.add(line);
            }
        }
        return String.join("\n", ordered) + "\n";
    }
}
