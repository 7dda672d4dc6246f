package io.kanesh.engine.control;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a Unix-domain socket. A peer of another user is cut off before a byte of it is read: the kernel says who it is
 * (SO_PEERCRED), so the file mode is not the only guard.
 *
 * <p>Netty's epoll transport and not the JDK's Unix channels, which refuse to work once the default file system is replaced.
 */
public final class ControlSocket implements AutoCloseable {

    /** The kernel takes 107 bytes; a margin keeps the reason for a refusal ours. */
    static final int LONGEST_PATH_BYTES = 100;

    private static final int LONGEST_LINE_BYTES = 1 << 20;

    private static final int LAST_ANSWERS_SECONDS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

    private final EpollEventLoopGroup loop = new EpollEventLoopGroup(1, new DefaultThreadFactory("control", true));
    private final ExecutorService workers = Executors.newCachedThreadPool(new DefaultThreadFactory("operation", true));
    private final Channel channel;

    private ControlSocket(Path path, Operations operations) {
        long ownUser = OwnUser.id();
        channel = new ServerBootstrap()
                .group(loop)
                .channel(EpollServerDomainSocketChannel.class)
                .childHandler(new ChannelInitializer<EpollDomainSocketChannel>() {
                    @Override
                    protected void initChannel(EpollDomainSocketChannel peer) throws IOException {
                        if (peer.peerCredentials().uid() != ownUser) {
                            var unused = peer.close();
                            return;
                        }
                        peer.pipeline()
                                .addLast(new LineBasedFrameDecoder(LONGEST_LINE_BYTES))
                                .addLast(new StringDecoder(StandardCharsets.UTF_8))
                                .addLast(new StringEncoder(StandardCharsets.UTF_8))
                                .addLast(new RequestHandler(operations, workers));
                    }
                })
                .bind(new DomainSocketAddress(path.toString()))
                .syncUninterruptibly()
                .channel();
    }

    /**
     * Opens the socket, in place of one that a dead engine left.
     *
     * @throws IOException the path is too long, or the file system refuses
     */
    public static ControlSocket open(Path path, Operations operations) throws IOException {
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_PATH_BYTES) {
            throw new IOException("the control socket's path has " + length + " bytes; the system takes at most "
                    + LONGEST_PATH_BYTES + ": " + path);
        }
        Files.deleteIfExists(path);
        ControlSocket socket = new ControlSocket(path, operations);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        return socket;
    }

    /** Lets requests that are being answered finish, for a moment. */
    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(LAST_ANSWERS_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A control request is still being worked on");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
