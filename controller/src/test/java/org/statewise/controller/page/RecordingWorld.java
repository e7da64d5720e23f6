package org.statewise.controller.page;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;

/** A recording of a minute in which things happen, in many chunks. */
final class RecordingWorld {
  static final int TICKS = 15_000;
  static final long PERIOD_NS = 4_000_000;
  static final Instant CREATED = Instant.parse("2026-11-22T12:00:00Z");

  /** From 20 s on the first guard trips in so many ticks; in the last of them the model is withdrawn. */
  static final int TRIP_TICK = 5000;
  static final int TRIPS = 10;

  private RecordingWorld() {}

  /** Writes it; ended, or as a killed writer leaves it. */
  static Path write(Path folder, boolean ended) throws IOException {
    Path file = folder.resolve(ended ? "run.mcap" : "killed.mcap");
    RecordingWriter writer = new RecordingWriter(McapOutput.file(file),
        new RecordingInfo(RecordingKind.RUN, "1.2", CREATED, "iiwa7",
            List.of("A1", "A2", "A3", "A4", "A5", "A6", "A7"), "", "", Map.of()),
        motion -> new Motion("motion" + motion, motion));
    TickRecord tick = new TickRecord(7);
    for (int i = 0; i < TICKS; i++) {
      fill(tick, i);
      writer.write(tick);
    }
    if (ended) {
      writer.close();
    } else {
      writer.flush();
      writer.abandon();
    }
    return file;
  }

  private static void fill(TickRecord tick, int i) {
    tick.tick = i;
    tick.nowNs = 77_000_000_000L + i * PERIOD_NS;
    tick.await = AwaitResult.FRESH;
    tick.phase = i < 250 ? LoopPhase.ENGAGING : LoopPhase.RUNNING;
    tick.motion = i / 1000;
    tick.learned = true;
    boolean trips = i >= TRIP_TICK && i < TRIP_TICK + TRIPS;
    tick.trips = trips ? 1 : 0;
    tick.intervention = i == TRIP_TICK + TRIPS - 1 ? Intervention.OSCILLATION : Intervention.NONE;
    tick.latencyNs = 40_000;
    for (int j = 0; j < 7; j++) {
      tick.state.q[j] = i + 0.1 * j;
      tick.qDes[j] = tick.state.q[j] + (i == 10_000 ? 0.05 : 0.001);
      tick.predictionError[j] = 0.5;
    }
  }

  static RecordingContent content(Path file) throws IOException {
    return RecordingContent.read(file, PageWorld.subject(), "a note", true);
  }
}
