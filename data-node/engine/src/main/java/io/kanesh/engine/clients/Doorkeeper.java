package io.kanesh.engine.clients;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * First in every client connection's pipeline: lets an address in or closes the connection, and knows every open connection,
 * also those that have not logged in. A connection is entered before the list is looked at, and the list is replaced before
 * open connections are looked at: whatever happens at the same time, one of the two sees the other.
 */
@Sharable
public final class Doorkeeper extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

    /** A client that is kept out tries again for ever: one line a minute is enough to know. */
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AllowList allowed = new AllowList();
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile long lastSaid = System.nanoTime() - QUIET_NANOS;

    /**
     * Holds from now on, for new connections and open ones.
     *
     * @return how many connections were closed
     * @throws IllegalArgumentException when one is no network; nothing changes then
     */
    public int admit(List<String> cidrs) {
        allowed.replace(cidrs);
        return closeThose(peer -> !allowed.permits(peer), "its address is not allowed any more");
    }

    /** Closes the connections of these peers; answers how many there were. */
    public int closeThose(Predicate<SocketAddress> peers, String why) {
        int closed = 0;
        for (Channel channel : open) {
            SocketAddress peer = channel.remoteAddress();
            if (peer != null && peers.test(peer)) {
                var unused = channel.close();
                closed++;
            }
        }
        if (closed > 0) {
            LOG.info("Closed {} client connections: {}", closed, why);
        }
        return closed;
    }

    /** Addresses of every open connection, once per connection. */
    List<SocketAddress> peers() {
        return open.stream().map(Channel::remoteAddress).toList();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        Channel channel = context.channel();
        open.add(channel);
        if (allowed.permits(channel.remoteAddress())) {
            super.channelActive(context);
            return;
        }
        long now = System.nanoTime();
        if (now - lastSaid > QUIET_NANOS) {
            lastSaid = now;
            LOG.warn("Refused a client from {}: the allow list does not have its address", channel.remoteAddress());
        }
        var unused = context.close();
    }
}
