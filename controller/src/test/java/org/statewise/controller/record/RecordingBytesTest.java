package org.statewise.controller.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.statewise.controller.record.mcap.McapMessage;
import org.statewise.controller.record.mcap.McapReader;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.proto.recording.Tick;

/** The bytes of a recorded tick. */
final class RecordingBytesTest extends RecordingFixture {
  @Test
  void shouldWriteWhatProtobufItselfWouldWrite() throws IOException {
    TickEncoder encoder = new TickEncoder(JOINTS);
    for (int i = 1; i < 20; i++) {
      Ticks.fill(tick, i);
      int length = encoder.encodeRun(tick, "größer", 3);
      Tick message = Tick.parseFrom(Arrays.copyOf(encoder.buffer(), length));
      assertThat(message.toByteArray()).isEqualTo(Arrays.copyOf(encoder.buffer(), length));
      assertThat(message.getTick()).isEqualTo(i);
      assertThat(message.getUList()).containsExactly(tick.u[0], tick.u[1], tick.u[2], tick.u[3],
          tick.u[4]);
      assertThat(message.getUPrior(0)).isEqualTo(tick.uPrior[0]);
      assertThat(message.getUModel(1)).isEqualTo(tick.uModel[1]);
      assertThat(message.getUObserver(4)).isEqualTo(tick.uObserver[4]);
      assertThat(message.getUFb(2)).isEqualTo(tick.uFb[2]);
      assertThat(message.getQddDes(3)).isEqualTo(tick.qddDes[3]);
      assertThat(message.getQddList()).isEmpty();
      assertThat(message.getMotion()).isEqualTo("größer");
      assertThat(message.getAwait().name()).isEqualTo("AWAIT_" + tick.await);
      assertThat(message.getPhase().name()).isEqualTo("PHASE_" + tick.phase);
      assertThat(message.getTrips()).isEqualTo(tick.trips);
      assertThat(message.getLearned()).isEqualTo(tick.learned);
      assertThat(message.getLatencyNs()).isEqualTo(tick.latencyNs);
    }
  }

  @Test
  void shouldLeaveOutTheTorqueOfAnObserverThatIsNotThereAndReadItAsZeros() throws IOException {
    TickEncoder encoder = new TickEncoder(JOINTS);
    TickDecoder decoder = new TickDecoder(JOINTS);
    Ticks.fill(tick, 3);
    int length = encoder.encodeRun(tick, "reach", 1);
    decoder.decode(encoder.buffer(), 0, length);
    assertThat(decoder.tick().uObserver).containsExactly(tick.uObserver);
    assertThat(decoder.tick().uMemory(1)).isEqualTo(tick.uMemory(1));

    Arrays.fill(tick.uObserver, 0);
    length = encoder.encodeRun(tick, "reach", 1);
    assertThat(Tick.parseFrom(Arrays.copyOf(encoder.buffer(), length)).getUObserverList())
        .isEmpty();
    decoder.decode(encoder.buffer(), 0, length);
    assertThat(decoder.tick().uObserver).containsOnly(0);
    assertThat(decoder.tick().uMemory(1)).isEqualTo(tick.uModel[1]);
  }

  @Test
  void shouldCarryASchemaThatDecodesTheTicksAlone() throws Exception {
    try (McapReader reader = McapReader.open(record())) {
      McapMessage message = new McapMessage();
      assertThat(reader.next(message)).isTrue();
      FileDescriptorSet set = FileDescriptorSet
          .parseFrom(reader.schema(message.channel).orElseThrow().data());
      FileDescriptor file = FileDescriptor.buildFrom(set.getFile(0), new FileDescriptor[0]);
      DynamicMessage decoded = DynamicMessage.parseFrom(file.findMessageTypeByName("Tick"),
          Arrays.copyOfRange(message.buffer, message.offset,
              message.offset + message.length));
      Ticks.fill(tick, 0);
      assertThat(decoded.getField(file.findMessageTypeByName("Tick").findFieldByName("now_ns")))
          .isEqualTo(tick.nowNs);
    }
  }

  @Test
  void shouldThrowOnlyIoExceptionsForMutatedTicks() {
    SplittableRandom random = new SplittableRandom(7);
    TickEncoder encoder = new TickEncoder(JOINTS);
    TickDecoder decoder = new TickDecoder(JOINTS);
    Ticks.fill(tick, 3);
    int length = encoder.encodeRun(tick, "reach", 1);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = Arrays.copyOf(encoder.buffer(), random.nextInt(length) + 1);
      for (int i = 0; i < 3; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        TickDecoder.joints(bytes, 0, bytes.length);
        decoder.decode(bytes, 0, bytes.length);
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void shouldMakeLittleGarbageATick() {
    TickEncoder encoder = new TickEncoder(JOINTS);
    Ticks.fill(tick, 3);
    assertThat(
        AllocationProbe.bytesPerCall(5_000, 1_000, () -> encoder.encodeRun(tick, "reach", 1)))
        .isLessThan(100);
  }
}
