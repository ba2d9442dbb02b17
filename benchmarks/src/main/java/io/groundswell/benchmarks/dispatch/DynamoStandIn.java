package io.groundswell.benchmarks.dispatch;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** DynamoDB's protocol as far as a dispatcher speaks it: every write is new and succeeds. Its event loop owns it. */
@Sharable
final class DynamoStandIn extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final byte[] STATEMENT = "\"Statement\"".getBytes(StandardCharsets.US_ASCII);

    private final StandIns standIns;
    private final Rows rows;

    DynamoStandIn(StandIns standIns, Rows rows) {
        this.standIns = standIns;
        this.rows = rows;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        String target = String.valueOf(request.headers().get("X-Amz-Target"));
        byte[] body = answer(target.substring(target.indexOf('.') + 1), request.content())
                .getBytes(StandardCharsets.UTF_8);
        var answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(body));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/x-amz-json-1.0")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        var _ = context.executor()
                .schedule(
                        () -> {
                            var _ = context.writeAndFlush(answer);
                        },
                        standIns.latencyMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private String answer(String operation, ByteBuf content) {
        return switch (operation) {
            case "Query" -> rows.answer(content.toString(StandardCharsets.UTF_8));
            case "BatchExecuteStatement" -> {
                Marks.scan(content, standIns.recorded()::add);
                yield "{\"Responses\":[{}" + ",{}".repeat(Math.max(0, statements(content) - 1)) + "]}";
            }
            default -> {
                Marks.scan(content, standIns.recorded()::add);
                yield "{}";
            }
        };
    }

    private static int statements(ByteBuf content) {
        int number = 0;
        ByteBuf left = content.duplicate();
        ByteBuf wanted = Unpooled.wrappedBuffer(STATEMENT);
        for (int at = next(wanted, left); at >= 0; at = next(wanted, left)) {
            number++;
            left.skipBytes(at + STATEMENT.length);
        }
        return number;
    }

    /** How many bytes of the rest stand before it; -1 if it is not there. */
    private static int next(ByteBuf wanted, ByteBuf rest) {
        int at = io.netty.buffer.ByteBufUtil.indexOf(wanted, rest);
        return at < 0 ? -1 : at - rest.readerIndex();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
