package io.groundswell.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What the kernel knows of a server's connections, by the client's address; of those that are gone, nothing. Linux only, and
 * IPv4, also where it goes through a socket of IPv6.
 */
public record SocketTable(Map<InetSocketAddress, Entry> entries) {
    private static final String ESTABLISHED = "01";
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int QUEUES = 4;

    public SocketTable {
        entries = Map.copyOf(entries);
    }

    /**
     * The server's end of a connection.
     *
     * @param isOpen whether neither side has begun to close it
     * @param sendQueue bytes written there that the client has not acknowledged
     */
    public record Entry(boolean isOpen, long sendQueue) {}

    /** All connections to a port of this machine. */
    public static SocketTable ofPort(int port) throws IOException {
        Map<InetSocketAddress, Entry> entries =
                new HashMap<>(parse(Files.readAllLines(Path.of("/proc/net/tcp")), port).entries);
        Path mapped = Path.of("/proc/net/tcp6");
        if (Files.exists(mapped)) {
            entries.putAll(parse(Files.readAllLines(mapped), port).entries);
        }
        return new SocketTable(entries);
    }

    /** How many connections neither side has begun to close. */
    public long open() {
        return entries.values().stream().filter(Entry::isOpen).count();
    }

    /** @param lines of {@code /proc/net/tcp}, of which the first one is a head */
    static SocketTable parse(List<String> lines, int port) throws IOException {
        Map<InetSocketAddress, Entry> entries = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.strip().split("\\s+", -1);
            if (port(fields[LOCAL]) == port) {
                String sending = fields[QUEUES].substring(0, fields[QUEUES].indexOf(':'));
                entries.put(
                        address(fields[REMOTE]),
                        new Entry(fields[STATE].equals(ESTABLISHED), Long.parseLong(sending, 16)));
            }
        }
        return new SocketTable(entries);
    }

    private static int port(String field) {
        return Integer.parseInt(field, field.indexOf(':') + 1, field.length(), 16);
    }

    /** The last four bytes, which stand there as the processor has them: the lowest first. */
    private static InetSocketAddress address(String field) throws UnknownHostException {
        int end = field.indexOf(':');
        byte[] reversed = HexFormat.of().parseHex(field.substring(end - 8, end));
        byte[] address = {reversed[3], reversed[2], reversed[1], reversed[0]};
        return new InetSocketAddress(InetAddress.getByAddress(address), port(field));
    }
}
