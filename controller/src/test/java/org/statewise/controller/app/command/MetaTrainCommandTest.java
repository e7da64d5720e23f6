package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.app.Program;
import org.statewise.controller.train.InitialisationFile;
import org.statewise.controller.train.LossFile;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.TrainedStates;
import org.statewise.models.online.LearnedFilter;

/** What meta-train learns and writes. */
final class MetaTrainCommandTest extends MetaTrainFixture {
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
}
