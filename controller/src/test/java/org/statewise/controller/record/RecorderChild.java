package org.statewise.controller.record;

import java.io.IOException;
import java.nio.file.Path;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.record.mcap.McapOutput;

/** Records until it is killed, and prints the time and how many ticks it has offered so far. */
final class RecorderChild {
  private static final int JOINTS = 7;
  private static final int TICKS_A_LINE = 500;

  private RecorderChild() {}

  public static void main(String[] args) throws IOException {
    TickRing ring = new TickRing(JOINTS, 1024);
    TickRecord tick = new TickRecord(JOINTS);
    try (Recorder recorder = new Recorder(
        ring,
        RecordingParts
            .endless(_ -> new RecordingWriter(McapOutput.file(Path.of(args[0])), Ticks.info(JOINTS),
                Ticks.motions())),
        System::nanoTime)) {
      recorder.start();
      for (long number = 0; recorder.failure().isEmpty(); number++) {
        Ticks.fill(tick, number);
        ring.awaitSpace();
        ring.offer(tick);
        if ((number + 1) % TICKS_A_LINE == 0) {
          System.out.println(System.nanoTime() + " " + (number + 1));
        }
      }
    }
  }
}
