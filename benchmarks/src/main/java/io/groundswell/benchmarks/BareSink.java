package io.groundswell.benchmarks;

import com.github.f4b6a3.ulid.Ulid;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends ready frames to a {@link BareServer}: topic, length, bytes. Owner: the publishing thread. */
final class BareSink implements Publisher.Sink {
    private final LoadPlan plan;
    private final DataOutputStream out;

    BareSink(LoadPlan plan, int port) throws IOException {
        this.plan = plan;
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 64 << 10));
    }

    @Override
    public void send(long from, long to) throws IOException {
        for (long first = from; first < Math.min(to, from + plan.topics()); first++) {
            StringBuilder frames = new StringBuilder();
            for (long event = first; event < to; event += plan.topics()) {
                frames.append(frame(plan.topic(event), plan.index(event)));
            }
            byte[] bytes = frames.toString().getBytes(StandardCharsets.US_ASCII);
            out.writeInt(plan.topic(first));
            out.writeInt(bytes.length);
            out.write(bytes);
        }
        out.flush();
    }

    private String frame(int topic, long index) {
        String data = plan.kind() == LoadPlan.Kind.COMMENTS ? comment(topic, index) : like(index);
        return chunk(data + "\n\n");
    }

    private String comment(int topic, long index) {
        String start = "{\"topic\":\"" + LoadPlan.name(topic) + "\",\"eventId\":\"" + new Ulid(topic, index)
                + "\",\"text\":\"";
        String text = "x".repeat(Math.max(0, plan.payload() - start.length() - 2));
        return "event: comment\ndata: " + start + text + "\"}";
    }

    private static String like(long index) {
        return "event: likes\ndata: {\"totals\":{\"like\":" + (index + 1) + "},\"actors\":[\"" + Events.actor(index)
                + "\"]}";
    }

    static String chunk(String event) {
        String digits = Integer.toHexString(event.length());
        return "0".repeat(5 - digits.length()) + digits + "\r\n" + event + "\r\n";
    }

    /** Leaves the connection open, whose end would end the server before all has been read. */
    @Override
    public void close() throws IOException {
        out.flush();
    }
}
