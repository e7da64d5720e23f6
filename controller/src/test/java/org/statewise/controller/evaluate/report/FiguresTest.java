package org.statewise.controller.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void shouldShowThreeDigits() {
    assertThat(List.of(Figures.of(1234.5), Figures.of(12.345), Figures.of(0.012345),
        Figures.of(0.00012345), Figures.of(2.5e7), Figures.of(0)))
        .containsExactly("1235", "12.3", "0.0123", "1.23e-4", "2.50e7", "0");
    assertThat(Figures.whole(231_674)).isEqualTo("231,674");
  }

  @Test
  void shouldSayWhatDivergedAndWhatIsMissing() {
    assertThat(Figures.of(Double.POSITIVE_INFINITY)).isEqualTo("diverged");
    assertThat(Figures.of(Double.NaN)).isEqualTo("–");
    assertThat(Figures.of(Spread.of(1, Double.NaN))).isEqualTo("diverged");
  }

  @Test
  void shouldShowSpreadOfSeveralAlone() {
    assertThat(Figures.of(Spread.of(1, 3))).isEqualTo("2.00 ± 1.4");
    assertThat(Figures.of(Spread.of(2))).isEqualTo("2.00");
  }

  @Test
  void shouldNeverLeaveOutWhatDiverged() {
    Spread spread = Spread.of(1, Double.NaN, 3);
    assertThat(spread.count()).isEqualTo(3);
    assertThat(spread.mean()).isInfinite();
    assertThat(spread.worst()).isInfinite();
    assertThat(spread.least()).isEqualTo(1);
    assertThatThrownBy(Spread::of).hasMessageContaining("at least one value");
  }

  @Test
  void shouldPutTicksAtRoundNumbers() {
    assertThat(AxisScale.of(false, List.of(0.03, 0.97)).ticks()).extracting(AxisScale.Tick::label)
        .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
    assertThat(AxisScale.of(true, List.of(0.02, 800.0)).ticks())
        .extracting(AxisScale.Tick::label)
        .containsExactly("0.01", "0.1", "1", "10", "100", "1000");
    assertThat(AxisScale.tight(false, List.of(0.0, 8.1)).at(8.1)).isEqualTo(1);
  }

  @Test
  void shouldNotLetOneDivergedLinePressTheOthersFlat() {
    AxisScale axis = AxisScale.of(true, List.of(0.1, 10.0, 1e200));
    assertThat(axis.at(10) - axis.at(0.1)).isGreaterThan(0.2);
  }
}
