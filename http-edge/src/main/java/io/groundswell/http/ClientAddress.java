package io.groundswell.http;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose request it is. Each proxy adds the address that it got the request from to {@code X-Forwarded-For}, at the end, so
 * with so many trusted ones the address that counts stands that far from the end; what stands before it, anyone could have
 * sent.
 *
 * @param trustedProxies how many proxies of one's own stand before the server and add to the header; 0 believes no header
 */
public record ClientAddress(int trustedProxies) {
    private static final String FORWARDED = "X-Forwarded-For";

    public ClientAddress {
        if (trustedProxies < 0) {
            throw new IllegalArgumentException("trustedProxies: " + trustedProxies + " (expected: 0 or more)");
        }
    }

    /** The client's address, or the socket's where the header does not say one. */
    public InetAddress of(Exchange exchange) {
        InetAddress socket = exchange.remote().getAddress();
        if (trustedProxies == 0) {
            return socket;
        }
        InetAddress forwarded = forwarded(exchange.headers(FORWARDED));
        return forwarded == null ? socket : forwarded;
    }

    /**
     * What counts as one client: an address of IPv4, or the /64 of one of IPv6, since whoever has one has all of it. IPv4 is
     * told apart by a prefix that no host has.
     */
    public static long key(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet4Address
                ? 0xffff_ffffL << 32 | Integer.toUnsignedLong(bytes.getInt())
                : bytes.getLong();
    }

    private @Nullable InetAddress forwarded(List<String> headers) {
        String[] hops = String.join(",", headers).split(",", -1);
        return hops.length < trustedProxies ? null : parse(hops[hops.length - trustedProxies].strip());
    }

    /** An address alone, or with a port as some proxies send it. */
    private static @Nullable InetAddress parse(String text) {
        String host = text;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            host = end < 0 ? "" : text.substring(1, end);
        } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            host = text.substring(0, text.indexOf(':'));
        }
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            return address == null ? null : InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("address: " + host + " (expected: 4 or 16 bytes)", e);
        }
    }
}
