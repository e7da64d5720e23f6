package org.statewise.controller.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.train.LossFile;

class MetaTrainCommandTest {
  private static final long PERIOD_NS = 4_000_000;

  @TempDir
  private Path folder;
  private String err = "";
  private String out = "";

  private Path stream(String name, double omega) throws IOException {
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
  private int run(String... more) throws IOException {
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
    List<String> args = new ArrayList<>(List.of("meta-train"));
    small.forEach((option, value) -> args.addAll(List.of(option, value)));
    return execute(args);
  }

  private int execute(List<String> args) {
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

  @ParameterizedTest
  @ValueSource(strings = {"structured", "state-dependent", "mlp"})
  void shouldWriteALossThatSaysHowItCameToBe(String kind) throws Exception {
    assertThat(run("--loss", kind, "--summary", folder.resolve("s.json").toString())).isZero();
    LossFile loss = LossFile.read(folder.resolve("loss.pb"));
    assertThat(loss.loss().word()).isEqualTo(kind);
    assertThat(loss.arm()).isEqualTo("toy");
    assertThat(loss.scaling().tauMax()).containsExactly(50, 50);
    assertThat(loss.training().options()).containsEntry("alpha", "0.02").containsEntry("prior",
        "none");
    assertThat(loss.training().train()).extracting(file -> file.name()).containsExactly("a.mcap");
    assertThat(loss.training().trained().mse())
        .isLessThanOrEqualTo(loss.training().initial().mse());
    assertThat(Files.readAllLines(folder.resolve("loss.pb.csv"))).hasSize(1 + 2 * 4);
    assertThat(Files.readString(folder.resolve("s.json"))).contains("\"bestSeed\"");
    assertThat(out).contains("squared").contains("untrained").contains("learned");
  }

  @Test
  void shouldTrainAlongStreamsAndGoOnWhereItWasStopped() throws Exception {
    String checkpoint = folder.resolve("ckpt").toString();
    assertThat(run("--loss", "structured", "--inner", "stream", "--checkpoint", checkpoint))
        .isZero();
    byte[] first = Files.readAllBytes(folder.resolve("loss.pb"));
    assertThat(run("--loss", "structured", "--inner", "stream", "--checkpoint", checkpoint))
        .isZero();
    assertThat(Files.readAllBytes(folder.resolve("loss.pb"))).isEqualTo(first);
    assertThat(run("--loss", "structured", "--inner", "stream", "--eta", "1", "--checkpoint",
        checkpoint)).isEqualTo(2);
    assertThat(err).contains("cannot be continued: its eta must be 1.0, but is 0.05");
  }

  @Test
  void shouldFailWhereEverySeedBreaksDown() throws Exception {
    assertThat(run("--loss", "structured", "--alpha", "1e9")).isEqualTo(1);
    assertThat(err).contains("statewise: every seed broke down, so there is no loss to write: try a"
        + " smaller --alpha or --eta");
    assertThat(folder.resolve("loss.pb")).doesNotExist();
  }

  @Test
  void shouldFailAtABrokenRecording() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.mcap"), "no recording");
    assertThat(run("--loss", "structured", "--test", broken.toString())).isEqualTo(1);
    assertThat(err).startsWith("statewise: ").contains("broken.mcap");
    assertThat(err.lines()).hasSize(1);
  }

  @Test
  void shouldRefuseWrongUsageInASentence() throws Exception {
    assertThat(run("--loss", "squared")).isEqualTo(2);
    assertThat(err).contains("squared has nothing to learn");
    assertThat(run("--loss", "structured", "--inner", "both")).isEqualTo(2);
    assertThat(err)
        .contains("--inner must be batches, stream, kalman, maml or reptile, but is 'both'");
    assertThat(run("--loss", "structured", "--target", "commanded")).isEqualTo(2);
    assertThat(err).contains("an imported stream has no commanded torques");
    assertThat(run("--loss", "structured", "--prior", "rigid-body")).isEqualTo(2);
    assertThat(err).contains("prior 'rigid-body' needs an arm model, but there is none");
    assertThat(run("--loss", "structured", "--seeds", "0")).isEqualTo(2);
    assertThat(err).contains("--seeds must be at least 1, but is 0");
    assertThat(run("--loss", "state-dependent", "--loss-hidden", "3,4")).isEqualTo(2);
    assertThat(err)
        .contains("--loss-hidden must be one width for state-dependent, but is [3, 4]");
    assertThat(run("--loss", "structured", "--train", folder + "/none.mcap")).isEqualTo(2);
    assertThat(err).contains("none.mcap");
    String same = stream("a.mcap", 1).toString();
    assertThat(run("--loss", "structured", "--test", same)).isEqualTo(2);
    assertThat(err).contains("must be for training or for testing, but 'a.mcap' is for both");
    assertThat(err.lines()).hasSize(1);
  }
}
