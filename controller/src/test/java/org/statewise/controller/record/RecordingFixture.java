package org.statewise.controller.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.mcap.McapOutput;

/** Ticks to record. */
abstract class RecordingFixture {
  static final int JOINTS = 5;

  static final int TICKS = 95;

  @TempDir
  Path folder;

  final TickRecord tick = new TickRecord(JOINTS);

  Path record() throws IOException {
    Path file = folder.resolve("run.mcap");
    try (RecordingWriter writer = new RecordingWriter(McapOutput.file(file), Ticks.info(JOINTS),
        Ticks.motions())) {
      for (int i = 0; i < TICKS; i++) {
        Ticks.fill(tick, i);
        writer.write(tick);
      }
      writer.end(Map.of("ticks", "95"));
    }
    return file;
  }
}
