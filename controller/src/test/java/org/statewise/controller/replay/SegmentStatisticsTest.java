package org.statewise.controller.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.statewise.controller.loop.TickRecord;

final class SegmentStatisticsTest {
  private final SegmentStatistics statistics = new SegmentStatistics("seg 2", 2);
  private final TickRecord tick = new TickRecord(2);

  private void add(double tau0, double tau1, double error0, double error1, boolean learned) {
    tick.predictionError[0] = error0;
    tick.predictionError[1] = error1;
    tick.learned = learned;
    statistics.add(tick, new double[]{tau0, tau1});
  }

  @Test
  void shouldAgreeWithFiguresMadeByHand() {
    add(1, 10, 100, 100, false);
    add(2, 10, 1, 2, true);
    add(4, 13, 3, 0, true);
    add(1, 11, -2, 1, true);
    SegmentResult result = statistics.result();
    assertThat(result.name()).isEqualTo("seg 2");
    assertThat(result.samples()).isEqualTo(3);
    // (1 + 9 + 4) / 3 and (4 + 0 + 1) / 3
    assertThat(result.jointMseNm2().get(0)).isCloseTo(14 / 3.0, within(1e-12));
    assertThat(result.jointMseNm2().get(1)).isCloseTo(5 / 3.0, within(1e-12));
    assertThat(result.mseNm2()).isCloseTo(19 / 6.0, within(1e-12));
    // steps 1, 2, -3 and 0, 3, -2
    assertThat(result.jointPersistenceMseNm2().get(0)).isCloseTo(14 / 3.0, within(1e-12));
    assertThat(result.jointPersistenceMseNm2().get(1)).isCloseTo(13 / 3.0, within(1e-12));
    assertThat(result.persistenceMseNm2()).isCloseTo(27 / 6.0, within(1e-12));
    // variances of 1 2 4 1 and of 10 10 13 11 are 1.5 each
    assertThat(result.nmse()).isCloseTo((19 / 3.0) / 3, within(1e-12));
  }

  @Test
  void shouldHaveNothingToSayOfNothing() {
    SegmentResult result = statistics.result();
    assertThat(result.samples()).isZero();
    assertThat(result.mseNm2()).isZero();
    assertThat(result.nmse()).isZero();
    assertThat(result.persistenceMseNm2()).isZero();
  }
}
