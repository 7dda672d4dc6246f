package io.kanesh.control.node.control;

import io.kanesh.control.cloud.CloudProvider;
import io.kanesh.control.node.MachineRoom;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks the clouds of this installation. */
@Component
class CloudRoom implements MachineRoom {
    private final List<CloudProvider> clouds;

    CloudRoom(List<CloudProvider> clouds) {
        this.clouds = clouds;
    }

    @Override
    public int forMore(String provider, String instanceType, Collection<String> besides) {
        return clouds.stream()
                .filter(cloud -> cloud.name().equals(provider))
                .mapToInt(cloud -> cloud.room(instanceType, besides))
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }
}
