package org.statewise.controller.app.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.app.Main;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;

/** Runs meta-train on two small streams. */
abstract class MetaTrainFixture {
  static final long PERIOD_NS = 4_000_000;

  @TempDir
  Path folder;

  String err = "";

  String out = "";

  Path stream(String name, double omega) throws IOException {
    Path file = folder.resolve(name);
    RecordingInfo info = new RecordingInfo(RecordingKind.STREAM, "0.1.0", Instant.EPOCH, "toy",
        List.of("A1", "A2"), "", "", Map.of());
    try (RecordingWriter writer = new RecordingWriter(McapOutput.file(file), info,
        motion -> new Motion("", 0))) {
      JointState row = new JointState(2);
      for (int i = 0; i < 300; i++) {
        row.armTimeNs = i * PERIOD_NS;
        for (int j = 0; j < 2; j++) {
          double angle = omega * i * 0.04 + j;
          row.q[j] = StrictMath.sin(angle);
          row.qd[j] = omega * StrictMath.cos(angle);
          row.qdd[j] = -omega * omega * row.q[j];
          row.tau[j] = 10 * row.q[j] + row.qdd[j];
        }
        writer.writeRow(row, "s", 1, row.armTimeNs);
      }
      writer.endStream(List.of(50.0, 50.0), "a test", 0);
    }
    return file;
  }

  /** Runs the command with small options, each of which {@code more} may set otherwise. */
  int run(String... more) throws IOException {
    Map<String, String> small = new LinkedHashMap<>();
    small.put("--train", stream("a.mcap", 1).toString());
    small.put("--test", stream("b.mcap", 1.3).toString());
    small.put("--out", folder.resolve("loss.pb").toString());
    small.put("--hidden", "8");
    small.put("--alpha", "0.02");
    small.put("--batch", "8");
    small.put("--batches", "3");
    small.put("--iterations", "5");
    small.put("--epochs", "3");
    small.put("--seeds", "2");
    small.put("--test-steps", "20");
    for (int i = 0; i < more.length; i += 2) {
      small.put(more[i], more[i + 1]);
    }
    List<String> args = new ArrayList<>(List.of("meta-train", "--overwrite"));
    small.forEach((option, value) -> args.addAll(List.of(option, value)));
    return execute(args);
  }

  int execute(List<String> args) {
    PrintStream realErr = System.err;
    PrintStream realOut = System.out;
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
    try {
      return Main.execute(args.toArray(String[]::new));
    } finally {
      System.setErr(realErr);
      System.setOut(realOut);
      err = errBytes.toString(StandardCharsets.UTF_8);
      out = outBytes.toString(StandardCharsets.UTF_8);
    }
  }

  int replay(String stream, String model) {
    return execute(List.of("replay", stream, "--set", "law.prior=none", "--adaptation", model));
  }
}
