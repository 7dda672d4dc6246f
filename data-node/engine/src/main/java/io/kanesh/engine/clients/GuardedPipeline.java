package io.kanesh.engine.clients;

import io.netty.channel.Channel;
import org.apache.cassandra.config.DatabaseDescriptor;
import org.apache.cassandra.config.EncryptionOptions.TlsEncryptionPolicy;
import org.apache.cassandra.service.NativeTransportService;
import org.apache.cassandra.transport.Connection;
import org.apache.cassandra.transport.Dispatcher;
import org.apache.cassandra.transport.PipelineConfigurator;

/** Cassandra's pipeline for clients with the doorkeeper in it. */
final class GuardedPipeline extends PipelineConfigurator {

    private final Doorkeeper doorkeeper;

    GuardedPipeline(TlsEncryptionPolicy policy, Dispatcher dispatcher, Doorkeeper doorkeeper) {
        super(NativeTransportService.useEpoll(), DatabaseDescriptor.getRpcKeepAlive(), policy, dispatcher);
        this.doorkeeper = doorkeeper;
    }

    /** TLS comes in front of it afterwards, and passes "active" on before it reads anything. */
    @Override
    public void configureInitialPipeline(Channel channel, Connection.Factory connections) {
        super.configureInitialPipeline(channel, connections);
        channel.pipeline().addFirst("doorkeeper", doorkeeper);
    }
}
