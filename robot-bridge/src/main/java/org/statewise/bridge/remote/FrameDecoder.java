package org.statewise.bridge.remote;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.statewise.proto.arm.ErrorCode;

/**
 * Cuts the byte stream into frames, each a varint length and one message, and parses them.
 *
 * <p>The length is judged as soon as it is read and before anything is kept for it: memory grows by
 * what really came, never by what a length promises. On the first bad frame it emits one
 * {@link BadFrame} and ignores everything after, since the place of the next frame is unknown;
 * bytes can make it do nothing else, in particular not throw.
 */
final class FrameDecoder<M extends MessageLite> extends ByteToMessageDecoder {
  /** Five groups of seven bits hold any 32-bit length. */
  private static final int MAX_LENGTH_BYTES = 5;
  private static final long INCOMPLETE = -1;
  private static final long TOO_LONG_PREFIX = -2;

  private final Parser<M> parser;
  private final int maxFrameBytes;
  private boolean broken;

  FrameDecoder(Parser<M> parser, int maxFrameBytes) {
    this.parser = parser;
    this.maxFrameBytes = maxFrameBytes;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (broken) {
      in.skipBytes(in.readableBytes());
      return;
    }
    int start = in.readerIndex();
    long length = readLength(in);
    if (length == INCOMPLETE) {
      in.readerIndex(start);
    } else if (length == TOO_LONG_PREFIX) {
      fail(in, out, ErrorCode.MALFORMED,
          "a frame's length must be a varint of at most " + MAX_LENGTH_BYTES + " bytes");
    } else if (length > maxFrameBytes) {
      fail(in, out, ErrorCode.FRAME_TOO_LARGE,
          "a frame must have at most " + maxFrameBytes + " bytes, but announces " + length);
    } else if (in.readableBytes() < length) {
      in.readerIndex(start);
    } else {
      parse(in, (int) length, out);
    }
  }

  @Override
  protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    // The base class has drained all whole frames before; what is left is the beginning of one.
    if (in.isReadable()) {
      fail(in, out, ErrorCode.MALFORMED,
          "the connection ended inside a frame, after " + in.readableBytes() + " of its bytes");
    }
  }

  private static long readLength(ByteBuf in) {
    long length = 0;
    for (int i = 0; i < MAX_LENGTH_BYTES; i++) {
      if (!in.isReadable()) {
        return INCOMPLETE;
      }
      byte group = in.readByte();
      length |= (group & 0x7FL) << (7 * i);
      if (group >= 0) {
        return length;
      }
    }
    return TOO_LONG_PREFIX;
  }

  private void parse(ByteBuf in, int length, List<Object> out) {
    CodedInputStream bytes = CodedInputStream.newInstance(in.nioBuffer(in.readerIndex(), length));
    try {
      M message = parser.parseFrom(bytes);
      in.skipBytes(length);
      out.add(message);
    } catch (InvalidProtocolBufferException e) {
      fail(in, out, ErrorCode.MALFORMED,
          "a frame of " + length + " bytes is no message of this protocol: " + e.getMessage());
    }
  }

  private void fail(ByteBuf in, List<Object> out, ErrorCode code, String message) {
    broken = true;
    in.skipBytes(in.readableBytes());
    out.add(new BadFrame(code, message));
  }
}
