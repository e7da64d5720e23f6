package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.bridge.api.ArmMode;

/** A network that loses, repeats, delays and thereby reorders datagrams. */
final class FriFaultsTest {
  /** Does each to a share of the datagrams, both ways. */
  private static final class BadNetwork extends LoopbackFriLink.Wire {
    private final Random random = new Random(77);
    private final double loss;
    private final double repetition;
    private final double delay;
    private final Deque<byte[]> lateToClient = new ArrayDeque<>();
    private final Deque<byte[]> lateToRobot = new ArrayDeque<>();

    BadNetwork(double loss, double repetition, double delay) {
      this.loss = loss;
      this.repetition = repetition;
      this.delay = delay;
    }

    /** What was delayed comes after what came next. */
    private void deliver(Deque<byte[]> late, boolean toClient) {
      for (byte[] bytes = late.poll(); bytes != null; bytes = late.poll()) {
        pass(bytes, bytes.length, toClient);
      }
    }

    private void pass(byte[] bytes, int length, boolean toClient) {
      if (toClient) {
        super.toClient(bytes, length);
      } else {
        super.toRobot(bytes, length);
      }
    }

    private void fate(byte[] bytes, int length, boolean toClient) {
      Deque<byte[]> late = toClient ? lateToClient : lateToRobot;
      double fate = random.nextDouble();
      byte[] copy = Arrays.copyOf(bytes, length);
      if (fate < loss) {
        return;
      }
      if (fate < loss + delay) {
        late.add(copy);
        return;
      }
      pass(bytes, length, toClient);
      if (fate < loss + delay + repetition) {
        pass(copy, length, toClient);
      }
      deliver(late, toClient);
    }

    @Override
    void toClient(byte[] bytes, int length) {
      fate(bytes, length, true);
    }

    @Override
    void toRobot(byte[] bytes, int length) {
      fate(bytes, length, false);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.15", "2.5", "2.7"})
  void shouldGoOnWhileAFewDatagramsAreLostRepeatedOrReordered(String dialect) {
    FriFixture fixture = new FriFixture(FriFixture.cabinet(dialect),
        new BadNetwork(0.005, 0.02, 0.005));
    assertThat(fixture.awaitCommanding()).isTrue();
    fixture.swing(5000);
    assertThat(fixture.link.endReason()).isEmpty();
    FriStatistics client = fixture.link.statistics();
    FriStatistics cabinet = fixture.link.cabinetStatistics();
    assertThat(client.lost()).isPositive();
    assertThat(client.duplicated()).isPositive();
    assertThat(client.reordered()).isPositive();
    assertThat(cabinet.duplicated()).isPositive();
    assertThat(cabinet.reordered()).isPositive();
    assertThat(client.undecodable() + client.malformed() + cabinet.undecodable()).isZero();
  }

  @Test
  void shouldEndCommandingOnceTheNetworkIsTooBad() {
    FriFixture fixture = new FriFixture(FriFixture.cabinet("2.7"), new BadNetwork(0.05, 0, 0.05));
    fixture.awaitCommanding();
    fixture.swing(5000);
    assertThat(fixture.link.endReason()).isIn(FriEnd.QUALITY_DROPPED.sentence(),
        FriEnd.LEFT_COMMANDING.sentence());
    assertThat(fixture.state.mode).isEqualTo(ArmMode.FAULT);
  }

  @Test
  void shouldEndCommandingWhenTheCabinetBeginsANewSession() {
    FriCounters counters = new FriCounters();
    FriClientConfig config = new FriClientConfig("", 0, "", 0, Optional.empty(), FriFixture.ARM, "",
        true, false, 0, 1);
    ClientSession session = new ClientSession(config, counters);
    FriCorpus.Capture capture = FriCorpus.Capture.of("2.7");
    byte[] active = capture.robot.get("active");
    session.receive(active, active.length, 0, false);
    assertThat(session.status().phase).isEqualTo(FriPhase.COMMANDING_IDLE);
    MonitoringMessage message = new MonitoringMessage(FriFixture.JOINTS);
    MonitoringCodec codec = new MonitoringCodec();
    codec.decode(active, 4, active.length - 4, message);
    int counter = message.header.sequenceCounter;
    send(session, message, counter + 1);
    assertThat(session.status().phase).isEqualTo(FriPhase.COMMANDING);
    for (int i = 0; i < SequenceTracker.RESTART_AFTER; i++) {
      assertThat(session.status().phase).isEqualTo(FriPhase.COMMANDING);
      send(session, message, i);
    }
    assertThat(session.status().end).isEqualTo(FriEnd.SESSION_RESTARTED);
    assertThat(counters.snapshot().sessions()).isEqualTo(2);
    assertThat(counters.snapshot().reordered()).isEqualTo(SequenceTracker.RESTART_AFTER - 1);
  }

  private static void send(ClientSession session, MonitoringMessage message, int counter) {
    byte[] bytes = new byte[Framing.MAX_DATAGRAM_BYTES];
    message.header.sequenceCounter = counter;
    int length = new Framing().close(bytes, new MonitoringCodec().encode(message, bytes, 4));
    session.receive(bytes, length, 0, true);
  }
}
