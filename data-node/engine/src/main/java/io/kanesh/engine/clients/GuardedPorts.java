package io.kanesh.engine.clients;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collection;
import org.apache.cassandra.service.NativeTransportService;
import org.apache.cassandra.transport.Dispatcher;
import org.apache.cassandra.transport.Server;

/**
 * Puts the doorkeeper into Cassandra's servers for clients before they open their ports. Cassandra builds them without a place
 * for it; the members used here are those of the one version that we build with, and an engine that does not find them does not
 * start: there is no port without a doorkeeper.
 */
public final class GuardedPorts {

    private GuardedPorts() {}

    /** To be called before the service is started; again is without effect. */
    public static void guard(NativeTransportService service, Doorkeeper doorkeeper) {
        try {
            Method build = NativeTransportService.class.getDeclaredMethod("initialize");
            build.setAccessible(true);
            build.invoke(service);
            Field pipeline = field(Server.class, "pipelineConfigurator");
            for (Object each : (Collection<?>)
                    field(NativeTransportService.class, "servers").get(service)) {
                Server server = (Server) each;
                Dispatcher dispatcher =
                        (Dispatcher) field(Server.class, "dispatcher").get(server);
                if (!(pipeline.get(server) instanceof GuardedPipeline)) {
                    pipeline.set(server, new GuardedPipeline(server.tlsEncryptionPolicy, dispatcher, doorkeeper));
                }
            }
        } catch (ReflectiveOperationException moved) {
            throw new IllegalStateException("this Cassandra builds its port for clients in another way", moved);
        }
    }

    private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
