package org.statewise.controller.record;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.loop.CommandOutcome;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;
import org.statewise.proto.recording.Order;
import org.statewise.proto.recording.TaskOrder;

/** Made-up ticks and infos for the tests of recordings. */
final class Ticks {
  static final Instant CREATED = Instant.parse("2026-11-22T12:00:00.000000123Z");
  static final long PERIOD_NS = 4_000_000;

  private Ticks() {}

  /** Fills every field with something that depends on the number alone. */
  static void fill(TickRecord tick, long number) {
    SplittableRandom random = new SplittableRandom(number);
    tick.tick = number;
    tick.await = List.of(AwaitResult.values()).get((int) (number % 3));
    tick.nowNs = 77_000_000_000L + number * PERIOD_NS;
    tick.state.sequence = number + 5;
    tick.state.armTimeNs = number * PERIOD_NS + 11;
    tick.state.receivedNs = tick.nowNs - 1_000;
    tick.state.ageOnArrivalNs = number * 7;
    tick.state.ageErrorNs = number - 1;
    tick.state.mode = List.of(ArmMode.values()).get((int) (number % 3));
    tick.stopRequested = number % 7 == 0;
    tick.command = number % 3 == 0 ? order(number) : null;
    tick.commandOutcome = List.of(CommandOutcome.values()).get(
        tick.command == null ? 0 : (int) (number % 6));
    tick.phase = List.of(LoopPhase.values()).get((int) (number % 6));
    tick.motion = (int) (number / 10) - 1;
    for (double[] array : new double[][]{tick.state.q, tick.state.qd, tick.state.tau, tick.qDes,
      tick.qdDes, tick.qddDes, tick.uPrior, tick.uModel, tick.uObserver, tick.uFb, tick.u,
      tick.predictionError, tick.phi, tick.confidence}) {
      for (int j = 0; j < array.length; j++) {
        array[j] = random.nextDouble(-3, 3);
      }
    }
    tick.gripperClosed = number % 2 == 0;
    tick.trips = (int) (number % 5) | Integer.MIN_VALUE;
    tick.intervention = List.of(Intervention.values()).get((int) (number % 8));
    tick.observerIntervention = List.of(Intervention.values()).get((int) (number % 7));
    tick.learned = number % 4 != 0;
    tick.loss = random.nextDouble();
    tick.stepSize = -0.0;
    tick.thetaNorm = random.nextDouble();
    tick.latencyNs = number * 3;
  }

  private static byte[] order(long number) {
    return Order.newBuilder().setTask(TaskOrder.newBuilder().setRounds((int) number)).build()
        .toByteArray();
  }

  static RecordingInfo info(int joints) {
    return new RecordingInfo(RecordingKind.RUN, "0.1.0", CREATED, "iiwa7",
        IntStream.rangeClosed(1, joints).mapToObj(j -> "A" + j).toList(),
        "{\"periodMillis\": 4}", "name: iiwa7\n", Map.of("note", "a test"));
  }

  /** Writes a part of a recording of {@code joints} joints. */
  static RecordingWriter writer(Path file, int joints, RecordingPart part) throws IOException {
    return new RecordingWriter(McapOutput.file(file), info(joints).ofPart(part), motions());
  }

  static IntFunction<Motion> motions() {
    List<String> names = List.of("reach", "lift", "over");
    return index -> new Motion(names.get(index % 3), index / 3 + 1);
  }
}
