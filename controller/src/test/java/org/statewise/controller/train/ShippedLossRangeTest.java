package org.statewise.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.dataset.ImportRequest;
import org.statewise.controller.dataset.LossCoverage;
import org.statewise.controller.dataset.Progress;
import org.statewise.controller.dataset.StreamImport;
import org.statewise.controller.dataset.TorqueScale;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.source.SourceOptions;
import org.statewise.models.loss.TrainedStates;

/** The shipped state-dependent loss at states that it was not trained on. */
final class ShippedLossRangeTest {
  /** No shipped weight was below 180 where it was trained; one of 2 learns a hundred times slower. */
  private static final double MIN_WEIGHT = 100;

  @TempDir
  private Path folder;

  @Test
  void shouldSayAtWhichStatesItWasTrained() throws Exception {
    TrainedStates states = LossFile.shipped("state-dependent").loss().states().orElseThrow();
    TrainedStates.Weights weights = states.weights();
    for (int j = 0; j < 7; j++) {
      assertThat(states.high()[j] - states.low()[j]).isBetween(0.1, 1.3);
      assertThat(states.high()[7 + j]).isBetween(0.05, 0.5);
      assertThat(weights.least()[j]).isGreaterThan(MIN_WEIGHT);
      assertThat(weights.most()[j]).isLessThan(500);
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"j2_vp5_200hz.csv", "j34_dynamic_200hz.csv", "j4_vp5_200hz.csv",
    "j67_dynamic_200hz.csv", "J5toJ7_chirp.csv"})
  void shouldWeighNoStateOfARealArmByNextToNothing(String name) throws Exception {
    Path csv = Path.of(System.getProperty("statewise.shared", "../shared"), "data",
        "harvard-iiwa14", name);
    assumeThat(Files.exists(csv)).as("the streams of a real arm are not at %s", csv).isTrue();
    Path out = folder.resolve("out.mcap");
    StreamImport.run(new ImportRequest(csv, out, SourceOptions.NONE, new TorqueScale.FirstSeconds(),
        false, "0.1.0",
        Instant.EPOCH, "iiwa14", List.of(), ""), Progress.NONE);
    LossFile shipped = LossFile.shipped("state-dependent");
    TrainedStates.Weights weights = shipped.loss().states().orElseThrow().weights();
    try (RecordingReader reader = RecordingReader.open(out)) {
      LossCoverage coverage = LossCoverage.of(reader, shipped.loss(), shipped.scaling());
      assertThat(coverage.states()).isGreaterThan(10_000);
      assertThat(coverage.outside()).isEqualTo(coverage.states());
      for (int j = 0; j < 7; j++) {
        assertThat(coverage.least()[j]).isGreaterThan(MIN_WEIGHT)
            .isGreaterThanOrEqualTo(weights.least()[j]);
        assertThat(coverage.most()[j]).isLessThanOrEqualTo(weights.most()[j]);
      }
    }
  }
}
