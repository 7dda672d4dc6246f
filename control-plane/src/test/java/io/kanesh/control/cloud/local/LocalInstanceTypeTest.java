package io.kanesh.control.cloud.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.catalog.Catalog;
import io.kanesh.control.catalog.InstanceType;
import io.kanesh.control.cloud.CloudProvider;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** What the catalogue offers locally is what the local cloud launches, with the same memory and in the same zones. */
@ControlPlaneTest
class LocalInstanceTypeTest {
    @Autowired
    private Catalog catalog;

    @Autowired
    @Qualifier("localCloud")
    private CloudProvider cloud;

    @Test
    void theCatalogueAndTheCloudAgree() {
        assertThat(catalog.instanceTypes("local").stream()
                        .collect(Collectors.toMap(InstanceType::name, type -> type.memoryBytes() >> 20)))
                .isEqualTo(Arrays.stream(LocalInstanceType.values())
                        .collect(Collectors.toMap(LocalInstanceType::id, LocalInstanceType::memoryMib)));
        catalog.regions("local")
                .forEach(region -> assertThat(cloud.zones(region.name())).isEqualTo(region.zones()));
    }
}
