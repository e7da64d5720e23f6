package org.statewise.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.statewise.models.loss.LossSpec;

class DataSetSplitTest {
  private final DataSet whole = Toy.data(1);

  @Test
  void shouldCutEveryStreamInTwo() throws Exception {
    List<DataSet> parts = whole.split(0.8);
    assertThat(parts).extracting(DataSet::samples).containsExactly(240, 60);
    assertThat(parts).extracting(DataSet::streams).containsExactly(2, 2);
    assertThat(parts.getLast().start(1)).isEqualTo(30);
    double[] q = new double[Toy.JOINTS];
    double[] rest = new double[Toy.JOINTS];
    parts.getLast().sampleInto(30, q, rest, rest, rest);
    double[] expected = new double[Toy.JOINTS];
    whole.sampleInto(150 + 120, expected, rest, rest, rest);
    assertThat(q).containsExactly(expected);
  }

  @Test
  void shouldLetOnePartBeTestedWithTheOther() throws Exception {
    List<DataSet> parts = whole.split(0.5);
    assertThatCode(() -> parts.getFirst().requireApartFrom(parts.getLast()))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> whole.requireApartFrom(whole))
        .hasMessageContaining("must be for training or for testing");
  }

  @Test
  void shouldRefuseSamplesThatAreTrainedOnInAnotherFile() throws Exception {
    DataSet copy = Toy.data(1, "another name");
    DataSet cut = copy.split(0.2).getLast();
    DataSet mixed = DataSet.concatenated(List.of(Toy.data(2), cut));
    DataSet more = DataSet.concatenated(List.of(Toy.data(3), Toy.data(1)));
    assertThatThrownBy(() -> more.requireApartFrom(mixed))
        .hasMessage("a sample must be for training"
            + " or for testing, but 'another name.mcap' shares 240 samples with 'toy-1.mcap'");
    assertThatCode(() -> more.requireApartFrom(Toy.data(2))).doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseToCutTooShort() {
    assertThatThrownBy(() -> whole.split(1e-9))
        .hasMessage("the training recordings must have enough samples to be cut in two, but have"
            + " 300");
  }

  @Test
  void shouldTraceAFitToTheErrorAtItsEnd() {
    List<TestError> trace = FitTrace.of(whole, Toy.MODEL, new LossSpec.Squared(), 40, 10, 3);
    assertThat(trace).hasSize(5);
    assertThat(trace.getLast()).isEqualTo(
        HeldOut.afterBatches(whole, Toy.MODEL, new LossSpec.Squared(), 32, 40, 3));
    assertThat(trace.getLast().mse()).isLessThan(trace.getFirst().mse());
  }
}
