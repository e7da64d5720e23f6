package org.statewise.controller.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.statewise.controller.adapt.ModelScaling;
import org.statewise.controller.app.Program;
import org.statewise.controller.train.InitialisationFile;
import org.statewise.controller.train.LossFile;
import org.statewise.controller.train.TestError;
import org.statewise.controller.train.TrainingRecord;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.LearnedFilter;
import org.statewise.models.online.NetworkInitialisation;
import org.statewise.models.online.Scaling;

/** What a run writes into its recording. */
final class RecordingContentsTest extends RunAndReplayFixture {
  @Test
  void shouldTellThePayloadThatOnlyTheArmKnows() throws IOException {
    Program run = Program.run("run", "--fast", "--duration", "12s", "--metrics", "off", "--set",
        "loop.burnInTicks=0", "--adaptation", "rigid-body", "--payload-times", "0.5", "--summary",
        file("payload", ".json"));
    assertThat(run.code()).as(run.err()).isZero();
    double mass = json("payload").get("payloadMassKg").asDouble();
    double sigma = json("payload").get("payloadMassSigmaKg").asDouble();
    assertThat(sigma).isBetween(0.01, 0.5);
    assertThat(Math.abs(mass - 0.857)).isLessThan(Math.min(3 * sigma, 0.1));
    assertThat(run.out()).contains("payload 0.8").contains("kg, standard deviation 0.");
  }

  @Test
  void shouldCarryAlongWhatItsModelNames() throws Exception {
    TrainingRecord training = new TrainingRecord(List.of(), List.of(), Map.of(), 1, "",
        Instant.EPOCH,
        new TestError(2, 2), new TestError(1, 1));
    List<String> names = List.of("1", "2", "3", "4", "5", "6", "7");
    Scaling scaling = ModelScaling.of(ShippedArms.load("iiwa7").joints().stream()
        .map(joint -> joint.limits().tauMaxNm()).toList());
    LossSpec.Trained loss = new LossSpec.Trained(new LossSpec.Structured(),
        new LossSpec.Structured().build(7, new SplittableRandom(1)).phi());
    Path filter = folder.resolve("filter.pb");
    new LossFile(loss, scaling, names, "iiwa7", training, Optional.of(
        new LearnedFilter(loss, 0.02, 0.05, "features=4,friction=own"))).write(filter);
    Mlp mlp = Mlp.of(21, List.of(6), 7);
    Parameters theta = mlp.newParameters();
    mlp.initialise(theta, new SplittableRandom(2));
    // Small: torques at random would have the guards stop the arm.
    theta.scale(0.01);
    Path start = folder.resolve("start.pb");
    new InitialisationFile(new NetworkInitialisation(List.of(6), theta, scaling), names, "iiwa7",
        training)
        .write(start);

    String model = "kalman:features=hidden:" + start + ",leak=1e-4,q=1e-4+precision-kalman:file="
        + filter;
    assertThat(run("both", "--adaptation", model).code()).isZero();
    assertThat(run("start", "--adaptation", "network:kappa=0.1,init=" + start).code()).isZero();
    Files.delete(filter);
    Files.delete(start);
    assertThat(replay("both").out()).contains("bit-exact");
    assertThat(replay("start").out()).contains("bit-exact");
    assertThat(run("again", "--adaptation", model).err()).contains("start.pb");
  }

  @Test
  void shouldNotTellAPayloadWhereTheModelCannot() throws IOException {
    assertThat(run("none", "--adaptation", "observer").out()).doesNotContain("standard deviation");
    assertThat(json("none").get("payloadMassKg").isNull()).isTrue();
    assertThat(json("none").get("payloadMassSigmaKg").isNull()).isTrue();
  }
}
