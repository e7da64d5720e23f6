package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.statewise.controller.app.Main;
import org.statewise.controller.app.Program;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.train.InitialisationFile;
import org.statewise.controller.train.LossFile;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.TrainedStates;
import org.statewise.models.online.LearnedFilter;

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
    List<String> args = new ArrayList<>(List.of("meta-train", "--overwrite"));
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
  void shouldWriteTheStatesThatAStateDependentLossWasTrainedOn() throws Exception {
    assertThat(run("--loss", "state-dependent")).as(err).isZero();
    LossFile loss = LossFile.read(folder.resolve("loss.pb"));
    TrainedStates states = loss.loss().states().orElseThrow();
    assertThat(states.low()).containsExactly(new double[]{-1, -1, -1, -1}, within(0.02));
    assertThat(states.high()).containsExactly(new double[]{1, 1, 1, 1}, within(0.02));
    byte[] whole = Files.readAllBytes(folder.resolve("loss.pb"));
    // As an earlier program wrote it.
    Path early = folder.resolve("early.pb");
    loss.with(new LossSpec.Trained(loss.loss().kind(), loss.loss().phi())).write(early);
    assertThat(run("--loss", early.toString(), "--epochs", "0")).as(err).isZero();
    assertThat(Files.readAllBytes(folder.resolve("loss.pb"))).isEqualTo(whole);
    Program refused = Program.run("replay", folder.resolve("a.mcap").toString(), "--loss",
        early.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("the state-dependent loss '" + early
        + "' must say at which states it was trained");
  }

  @Test
  void shouldSayHowManyStatesLieOutsideThoseOfTheTraining() throws Exception {
    assertThat(run("--loss", "state-dependent")).as(err).isZero();
    String loss = folder.resolve("loss.pb").toString();
    String slow = folder.resolve("a.mcap").toString();
    String fast = stream("fast.mcap", 3).toString();
    assertThat(Program.run("inspect", slow, "--loss", loss).out())
        .contains("loss " + loss + ": 0.0 % of 300 states lie outside");
    assertThat(Program.run("inspect", fast, "--loss", loss).out()).contains("weights: A1 ")
        .contains("loss " + loss + ": 100.0 % of 300 states lie outside");
    assertThat(Program.run("inspect", fast, "--loss", "squared").err())
        .contains("--loss must be a learned one, by word or file, but is 'squared'");
    assertThat(Program.run("replay", slow, "--loss", loss).out()).contains("    0.0 % ");
    assertThat(Program.run("replay", fast, "--loss", loss).out()).contains("  100.0 % ");
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
  void shouldLearnAFilterThatAReplayUses() throws Exception {
    String checkpoint = folder.resolve("ckpt").toString();
    String[] kalman = {"--loss", "state-dependent", "--inner", "kalman", "--model",
      "precision-kalman:features=4,friction=none", "--window", "10", "--horizon", "5",
      "--loss-hidden", "4", "--eta", "0.02", "--checkpoint", checkpoint};
    assertThat(run(kalman)).as(err).isZero();
    byte[] first = Files.readAllBytes(folder.resolve("loss.pb"));
    LossFile file = LossFile.parse("loss.pb", first);
    LearnedFilter filter = file.filter().orElseThrow();
    assertThat(filter.features()).isEqualTo("features=4,length=4.0,friction=none");
    assertThat(filter.leak()).isBetween(1e-6, 0.2).isNotEqualTo(0.01);
    assertThat(filter.qOverR()).isPositive().isNotEqualTo(0.1);
    assertThat(file.training().options()).containsEntry("window", "10").containsEntry("inner",
        "kalman");
    assertThat(out).contains("persistence").contains("untrained").contains("learned");
    assertThat(run(kalman)).isZero();
    assertThat(Files.readAllBytes(folder.resolve("loss.pb"))).isEqualTo(first);

    String model = "precision-kalman:file=" + folder.resolve("loss.pb");
    assertThat(execute(List.of("replay", folder.resolve("b.mcap").toString(), "--set",
        "law.prior=none", "--compare", "observer," + model))).as(err).isZero();
    assertThat(out).contains(model);
    // The same loss may serve a network.
    assertThat(execute(List.of("replay", folder.resolve("b.mcap").toString(), "--set",
        "law.prior=none", "--loss", folder.resolve("loss.pb").toString()))).as(err).isZero();
  }

  @Test
  void shouldCompareAFilterWithAGridOfConstants() throws Exception {
    assertThat(runWithGrid()).as(err).isZero();
    assertThat(out).contains("constant, by training").contains("constant, in hindsight");
    assertThat(Files.readString(folder.resolve("s.json"))).contains("constant, in hindsight");
  }

  private int runWithGrid() throws IOException {
    return execute(List.of("meta-train", "--train", stream("a.mcap", 1).toString(), "--test",
        stream("b.mcap", 1.3).toString(), "--overwrite", "--out",
        folder.resolve("loss.pb").toString(), "--inner",
        "kalman", "--model", "precision-kalman:features=0,friction=none", "--loss", "structured",
        "--epochs", "2", "--seeds", "1", "--grid", "--summary",
        folder.resolve("s.json").toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"maml", "reptile"})
  void shouldLearnAStartThatANetworkAndAFilterUse(String inner) throws Exception {
    assertThat(run("--loss", "squared", "--inner", inner, "--unroll", "3")).as(err).isZero();
    InitialisationFile file = InitialisationFile.read(folder.resolve("loss.pb"));
    assertThat(file.start().hidden()).containsExactly(8);
    assertThat(file.training().trained().mse()).isLessThan(file.training().initial().mse());
    assertThat(out).contains("random").contains("learned");
    String start = folder.resolve("loss.pb").toString();
    assertThat(execute(List.of("replay", folder.resolve("b.mcap").toString(), "--set",
        "law.prior=none", "--compare",
        "network:init=" + start + ",loss=squared,kalman:features=hidden:" + start))).as(err)
        .isZero();
    assertThat(out).contains("kalman:features=hidden:");
    assertThat(run("--loss", "structured", "--out", folder.resolve("phi.pb").toString())).isZero();
    assertThat(run("--loss", folder.resolve("phi.pb").toString(), "--inner", inner)).as(err)
        .isZero();
    assertThat(out).contains("structured");
  }

  @Test
  void shouldRefuseFilesOfAnotherKind() throws Exception {
    assertThat(run("--loss", "squared", "--inner", "maml")).isZero();
    String start = folder.resolve("loss.pb").toString();
    String stream = folder.resolve("b.mcap").toString();
    assertThat(replay(stream, "precision-kalman:file=" + start)).isEqualTo(2);
    assertThat(err).contains("is no file of a statewise learned loss");
    assertThat(run("--loss", "structured")).isZero();
    assertThat(replay(stream, "precision-kalman:file=" + start)).isEqualTo(2);
    assertThat(err).contains("must hold a filter, as meta-train --inner kalman writes it");
    assertThat(replay(stream, "network:init=" + start)).isEqualTo(2);
    assertThat(err).contains("is no file of a statewise learned start");
    assertThat(replay(stream, "network:init=nowhere.pb")).isEqualTo(2);
    assertThat(err).contains("nowhere.pb");
    assertThat(err.lines()).hasSize(1);
  }

  private int replay(String stream, String model) {
    return execute(List.of("replay", stream, "--set", "law.prior=none", "--adaptation", model));
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
    assertThat(run("--loss", "mlp", "--inner", "kalman")).isEqualTo(2);
    assertThat(err).contains("weights are precisions of a filter, but is mlp");
    assertThat(run("--loss", "structured", "--inner", "kalman", "--model", "observer"))
        .isEqualTo(2);
    assertThat(err).contains("--model must be a precision-kalman, but is 'observer'");
    assertThat(run("--loss", "structured", "--inner", "kalman", "--model",
        "precision-kalman:loss=state-dependent")).isEqualTo(2);
    assertThat(err).contains("--model must leave the loss to --loss");
    assertThat(run("--loss", "structured", "--inner", "kalman", "--model",
        "precision-kalman:leak=0.5")).isEqualTo(2);
    assertThat(err).contains("leak must be above 1.0E-6 and below 0.2 to be learned, got 0.5");
    assertThat(run("--loss", "structured", "--inner", "maml")).isEqualTo(2);
    assertThat(err).contains("must be squared or a learned one, but is an untrained structured");
    assertThat(run("--loss", "learned-structured", "--inner", "maml")).isEqualTo(2);
    assertThat(err).contains("phi must have 2 values in 1 blocks for 2 joints, got 7 in 1");
    String same = stream("a.mcap", 1).toString();
    assertThat(run("--loss", "structured", "--test", same)).isEqualTo(2);
    assertThat(err).contains("must be for training or for testing, but 'a.mcap' is for both");
    assertThat(err.lines()).hasSize(1);
  }
}
