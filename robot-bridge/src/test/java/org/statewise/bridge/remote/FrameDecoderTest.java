package org.statewise.bridge.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.statewise.proto.arm.ErrorCode;
import org.statewise.proto.arm.ToArm;

/** Bytes may come in any pieces and be anything at all. */
@Tag("slow")
final class FrameDecoderTest {
  private static final int MAX_FRAME_BYTES = 65_536;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Short, so that few random lengths are plausible ones that merely wait for more. */
  private static final int FUZZED_MAX_FRAME_BYTES = 80;

  private final EmbeddedChannel channel = channel(MAX_FRAME_BYTES);

  private static EmbeddedChannel channel(int maxFrameBytes) {
    return new EmbeddedChannel(new FrameDecoder<>(ToArm.parser(), maxFrameBytes));
  }

  private static byte[] frames(ToArm... messages) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ToArm message : messages) {
      message.writeDelimitedTo(bytes);
    }
    return bytes.toByteArray();
  }

  @Test
  void shouldReadFramesWhereverTheStreamIsCut() throws Exception {
    ToArm hello = RawPeer.hello(1);
    ToArm command = RawPeer.command(1, 2, 7, 3.25);
    byte[] bytes = frames(hello, command, hello);
    for (int cut = 0; cut <= bytes.length; cut++) {
      channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, cut));
      channel.writeInbound(Unpooled.copiedBuffer(bytes, cut, bytes.length - cut));
      assertThat(channel.<ToArm>readInbound()).isEqualTo(hello);
      assertThat(channel.<ToArm>readInbound()).isEqualTo(command);
      assertThat(channel.<ToArm>readInbound()).isEqualTo(hello);
    }
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void shouldReadBackWhatTheEncoderWrites() {
    EmbeddedChannel encoder = new EmbeddedChannel(new FrameEncoder());
    for (int joints = 0; joints < 40; joints++) {
      ToArm command = RawPeer.command(joints, 1L << joints, joints, -0.1);
      encoder.writeOutbound(command);
      channel.writeInbound(encoder.<ByteBuf>readOutbound());
      assertThat(channel.<ToArm>readInbound()).isEqualTo(command);
    }
  }

  @Test
  void shouldIgnoreEverythingAfterABadFrame() throws Exception {
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[]{1, 7}));
    assertThat(channel.<BadFrame>readInbound().code()).isEqualTo(ErrorCode.MALFORMED);
    channel.writeInbound(Unpooled.wrappedBuffer(frames(RawPeer.hello(1))));
    assertThat(channel.<Object>readInbound()).isNull();
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void shouldAllocateNothingForALengthThatIsFalse() {
    // Announces 65,000 bytes, within the bound, and brings two.
    byte[] bytes = {(byte) 0xE8, (byte) 0xFB, 0x03, 10, 1};
    EmbeddedChannel[] channels = new EmbeddedChannel[200];
    Arrays.setAll(channels, k -> channel(MAX_FRAME_BYTES));
    // What the library loads at its first message does not count.
    channel(MAX_FRAME_BYTES).writeInbound(Unpooled.wrappedBuffer(bytes));
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (EmbeddedChannel each : channels) {
      each.writeInbound(Unpooled.wrappedBuffer(bytes));
    }
    long perChannel = (THREADS.getCurrentThreadAllocatedBytes() - before) / channels.length;
    assertThat(perChannel).isLessThan(16_000);
    assertThat(channels[0].<Object>readInbound()).isNull();
  }

  @Test
  void shouldOnlyDecodeWaitOrReportWhateverComes() throws Exception {
    Random random = new Random(4711);
    byte[] good = frames(RawPeer.hello(1), RawPeer.command(9, 8, 7, 1.5),
        RawPeer.command(10, 9, 7, Double.NaN), Messages.GOODBYE, Messages.RELEASE);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    int inputs = 200_000;
    int reported = 0;
    EmbeddedChannel fuzzed = channel(FUZZED_MAX_FRAME_BYTES);
    for (int k = 0; k < inputs; k++) {
      byte[] bytes = k % 2 == 0 ? randomBytes(random) : mutated(good, random);
      fuzzed.writeInbound(Unpooled.wrappedBuffer(bytes));
      boolean bad = false;
      for (Object out = fuzzed.readInbound(); out != null; out = fuzzed.readInbound()) {
        if (bad || !(out instanceof BadFrame || out instanceof ToArm)) {
          throw new AssertionError("input " + k + " gave " + out);
        }
        bad = out instanceof BadFrame;
      }
      // A stream that has not failed goes on, so that frames meet each other's remains.
      if (bad) {
        reported++;
        fuzzed.pipeline().removeFirst();
        fuzzed.pipeline().addFirst(new FrameDecoder<>(ToArm.parser(), FUZZED_MAX_FRAME_BYTES));
      }
    }
    long perInput = (THREADS.getCurrentThreadAllocatedBytes() - before) / inputs;
    assertThat(perInput).isLessThan(20_000);
    assertThat(reported).isGreaterThan(inputs / 4);
  }

  private static byte[] randomBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(64)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] mutated(byte[] good, Random random) {
    byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length) + 1);
    for (int m = random.nextInt(4); m >= 0; m--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }
}
