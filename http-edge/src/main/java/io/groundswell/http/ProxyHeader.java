package io.groundswell.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the header of PROXY protocol, version 2, with which a balancer says whose connection this is, and only then lets
 * HTTP in. Whatever else comes, or nothing in time, closes the connection: an address that is not known must not become the
 * balancer's. Event loop.
 */
final class ProxyHeader extends SimpleChannelInboundHandler<HAProxyMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyHeader.class);
    private static final int MOST_EXTENSION_BYTES = 1_024;

    private final Duration longest;
    private final Consumer<InetSocketAddress> next;
    private @Nullable ScheduledFuture<?> timer;

    /**
     * @param longest how long the header may take
     * @param next puts the handlers of HTTP behind this one, for that peer
     */
    ProxyHeader(Duration longest, Consumer<InetSocketAddress> next) {
        this.longest = longest;
        this.next = next;
    }

    static HAProxyMessageDecoder decoder() {
        return new HAProxyMessageDecoder(MOST_EXTENSION_BYTES);
    }

    /** Not passed on: HTTP begins when the header has come. */
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        timer = ctx.executor().schedule(() -> refuse(ctx, "none in time"), longest.toMillis(), TimeUnit.MILLISECONDS);
        ctx.read();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage header) {
        InetSocketAddress peer = peer(ctx, header);
        if (peer == null) {
            refuse(ctx, header.protocolVersion() + " " + header.proxiedProtocol());
            return;
        }
        stopTimer();
        next.accept(peer);
        ctx.fireChannelActive();
        // Its decoder goes too, by itself, and hands on what came behind the header.
        ctx.pipeline().remove(this);
    }

    /** The balancer's own connections, such as health checks, say LOCAL. */
    private static @Nullable InetSocketAddress peer(ChannelHandlerContext ctx, HAProxyMessage header) {
        if (header.protocolVersion() != HAProxyProtocolVersion.V2) {
            return null;
        }
        if (header.command() == HAProxyCommand.LOCAL) {
            return ctx.channel().remoteAddress() instanceof InetSocketAddress known ? known : null;
        }
        boolean tcp = header.proxiedProtocol() == HAProxyProxiedProtocol.TCP4
                || header.proxiedProtocol() == HAProxyProxiedProtocol.TCP6;
        byte[] address = tcp ? NetUtil.createByteArrayFromIpAddressString(header.sourceAddress()) : null;
        try {
            return address == null
                    ? null
                    : new InetSocketAddress(InetAddress.getByAddress(address), header.sourcePort());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("address: " + address.length + " bytes (expected: 4 or 16)", e);
        }
    }

    /** Less than a whole header has come. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.read();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        // Half a header and then the end, or the end at once: nothing can come of it.
        var _ = ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stopTimer();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        refuse(ctx, String.valueOf(cause.getMessage()));
    }

    private void refuse(ChannelHandlerContext ctx, String what) {
        LOG.debug("PROXY header: {} (expected: version 2 over TCP), the connection is closed", what);
        stopTimer();
        var _ = ctx.close();
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
