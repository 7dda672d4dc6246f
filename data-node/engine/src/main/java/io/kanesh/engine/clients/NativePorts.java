package io.kanesh.engine.clients;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.cassandra.service.NativeTransportService;
import org.apache.cassandra.transport.Event;
import org.apache.cassandra.transport.Server;
import org.apache.cassandra.transport.Server.ConnectionTracker;

/**
 * The connections of one port for clients. Cassandra keeps them private; the two fields read here are those of the one version
 * that we build with, and a test notices when they move.
 */
final class NativePorts {
    private final ConnectionTracker connections;

    private NativePorts(ConnectionTracker connections) {
        this.connections = connections;
    }

    /** Every port of a service: Cassandra can have a second one without TLS, which we never open. */
    static List<NativePorts> of(NativeTransportService service) {
        List<NativePorts> ports = new ArrayList<>();
        for (Object server : (Collection<?>) read(NativeTransportService.class, "servers", service)) {
            ports.add(new NativePorts((ConnectionTracker) read(Server.class, "connectionTracker", server)));
        }
        return ports;
    }

    /** Those who are connected stay. */
    void stopListening() {
        for (Channel channel : connections.allChannels) {
            if (channel instanceof ServerChannel) {
                channel.close().awaitUninterruptibly();
            }
        }
    }

    /** To every client that has registered for this kind of event. */
    void tell(Event event) {
        connections.send(event);
    }

    private static Object read(Class<?> owner, String name, Object from) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(from);
        } catch (ReflectiveOperationException moved) {
            throw new IllegalStateException("this Cassandra keeps its connections elsewhere: " + name, moved);
        }
    }
}
