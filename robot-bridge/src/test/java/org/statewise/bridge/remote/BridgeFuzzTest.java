package org.statewise.bridge.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Tag;
import org.statewise.proto.arm.FromArm;
import org.statewise.proto.arm.ToArm;

/**
 * The bridge's frames for Jazzer, in both directions; {@link FrameDecoderTest} sends its own random
 * ones. {@code JAZZER_FUZZ=1} fuzzes for as long as it is let.
 */
@Tag("slow")
final class BridgeFuzzTest {
  private static final int MAX_FRAME_BYTES = 4096;

  @FuzzTest
  void fuzzFramesToTheArm(byte[] bytes) {
    decode(bytes, ToArm.parser());
  }

  @FuzzTest
  void fuzzFramesFromTheArm(byte[] bytes) {
    decode(bytes, FromArm.parser());
  }

  private static void decode(byte[] bytes, Parser<? extends MessageLite> parser) {
    EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder<>(parser, MAX_FRAME_BYTES));
    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    channel.finish();
    boolean broken = false;
    for (Object out = channel.readInbound(); out != null; out = channel.readInbound()) {
      assertThat(broken).as("nothing follows a bad frame").isFalse();
      assertThat(out).isInstanceOfAny(MessageLite.class, BadFrame.class);
      broken = out instanceof BadFrame;
    }
  }
}
