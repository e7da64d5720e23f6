package org.statewise.bridge.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.statewise.proto.arm.Error;
import org.statewise.proto.arm.ErrorCode;
import org.statewise.proto.arm.FromArm;
import org.statewise.proto.arm.ToArm;

/**
 * Whatever a controller sends, a connection waits, answers, or ends; and the arm is free after it.
 */
final class ControllerHandlerTest {
  private static final int JOINTS = 7;
  private static final int MAX_FRAME_BYTES = 512;

  private final BridgeCounters counters = new BridgeCounters();
  private final SessionLease lease = new SessionLease(new ScriptedArm(JOINTS),
      new EmbeddedChannel().eventLoop(), counters, 5, () -> {});

  private EmbeddedChannel connect() {
    return connect(Peers.LENIENT);
  }

  /** A connection whose time stands still unless a test advances it. */
  private EmbeddedChannel connect(BridgeLimits limits) {
    EmbeddedChannel channel = new EmbeddedChannel(new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel made) {
        made.pipeline().addLast(new FrameDecoder<>(ToArm.parser(), MAX_FRAME_BYTES),
            new FrameEncoder(), new ControllerHandler(made, lease, counters, limits,
                new BridgeLog(made.eventLoop()), System::nanoTime));
      }
    });
    channel.freezeTime();
    return channel;
  }

  @Test
  void shouldSurviveRandomConversations() throws Exception {
    Random random = new Random(99);
    int errors = 0;
    int welcomes = 0;
    for (int k = 0; k < 20_000; k++) {
      EmbeddedChannel channel = connect();
      for (int m = random.nextInt(6); m >= 0 && channel.isOpen(); m--) {
        channel.writeInbound(Unpooled.wrappedBuffer(anything(random)));
      }
      channel.checkException();
      boolean open = channel.isOpen();
      boolean error = false;
      for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
        assertThat(error).as("something came after an Error").isFalse();
        FromArm answer = read(out);
        error = answer.hasError();
        welcomes += answer.hasWelcome() ? 1 : 0;
      }
      assertThat(error && open).as("open after an Error").isFalse();
      errors += error ? 1 : 0;
      channel.finish();
    }
    assertThat(errors).isGreaterThan(5_000);
    assertThat(welcomes).isGreaterThan(2_000);
    EmbeddedChannel last = connect();
    last.writeInbound(Unpooled.wrappedBuffer(frame(RawPeer.hello(Protocol.VERSION))));
    assertThat(read(last.readOutbound()).hasWelcome()).isTrue();
  }

  @Test
  void shouldFreeTheArmFromAControllerThatStaysSilent() throws Exception {
    EmbeddedChannel silent = connect(Peers.LENIENT.withIdleMillis(1_500));
    send(silent, RawPeer.hello(Protocol.VERSION));
    assertThat(read(silent.readOutbound()).hasWelcome()).isTrue();
    EmbeddedChannel other = connect();
    send(other, RawPeer.hello(Protocol.VERSION));
    assertThat(read(other.readOutbound()).getError().getCode()).isEqualTo(ErrorCode.BUSY);
    silent.advanceTimeBy(1_499, TimeUnit.MILLISECONDS);
    silent.runScheduledPendingTasks();
    assertThat(silent.outboundMessages()).isEmpty();
    silent.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    silent.runScheduledPendingTasks();
    Error error = read(silent.readOutbound()).getError();
    assertThat(error.getCode()).isEqualTo(ErrorCode.SILENT);
    assertThat(error.getMessage()).isEqualTo("the controller has the arm, but has sent nothing for"
        + " 1.5 s; the arm is free for others");
    EmbeddedChannel next = connect();
    send(next, RawPeer.hello(Protocol.VERSION));
    assertThat(read(next.readOutbound()).hasWelcome()).isTrue();
  }

  @Test
  void shouldLeaveTheArmToAControllerThatSendsSomethingNowAndThen() throws Exception {
    EmbeddedChannel channel = connect(Peers.LENIENT.withIdleMillis(1_000));
    send(channel, RawPeer.hello(Protocol.VERSION));
    channel.readOutbound();
    for (int k = 0; k < 20; k++) {
      channel.advanceTimeBy(700, TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
      send(channel, Messages.RELEASE);
    }
    assertThat(channel.outboundMessages()).isEmpty();
    assertThat(channel.isOpen()).isTrue();
  }

  private static void send(EmbeddedChannel channel, ToArm message) throws IOException {
    channel.writeInbound(Unpooled.wrappedBuffer(frame(message)));
  }

  private static FromArm read(ByteBuf out) throws IOException {
    try (ByteBufInputStream in = new ByteBufInputStream(out, true)) {
      return FromArm.parseDelimitedFrom(in);
    }
  }

  private static byte[] frame(ToArm message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    message.writeDelimitedTo(bytes);
    return bytes.toByteArray();
  }

  private static byte[] anything(Random random) throws IOException {
    byte[] bytes = frame(switch (random.nextInt(6)) {
      case 0, 1 -> RawPeer.hello(random.nextInt(20) == 0 ? 2 : Protocol.VERSION);
      case 2, 3 -> RawPeer.command(random.nextInt(), random.nextInt(),
          random.nextInt(4) == 0 ? random.nextInt(40) : JOINTS, random.nextGaussian());
      case 4 -> Messages.RELEASE;
      default -> random.nextBoolean() ? Messages.GOODBYE : ToArm.getDefaultInstance();
    });
    if (random.nextInt(3) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }
}
