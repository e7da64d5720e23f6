package org.statewise.bridge.remote;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import java.io.IOException;

/** Writes each message as a frame: its length as a varint, then its bytes. */
final class FrameEncoder extends MessageToByteEncoder<MessageLite> {
  FrameEncoder() {
    super(MessageLite.class);
  }

  @Override
  protected ByteBuf allocateBuffer(ChannelHandlerContext ctx, MessageLite message, boolean direct) {
    int length = message.getSerializedSize();
    return ctx.alloc().buffer(CodedOutputStream.computeUInt32SizeNoTag(length) + length);
  }

  @Override
  protected void encode(ChannelHandlerContext ctx, MessageLite message, ByteBuf out)
      throws IOException {
    try (ByteBufOutputStream stream = new ByteBufOutputStream(out)) {
      message.writeDelimitedTo(stream);
    }
  }
}
