package org.statewise.models.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrustRegionTest {
  private final TrustRegion region = new TrustRegion(0.03);

  @Test
  void shouldLeaveAShortStepAsItIs() {
    assertThat(region.stepSize(0.01, 2, 1)).isEqualTo(0.01);
  }

  @Test
  void shouldShortenAStepThatWouldMoveThePredictionTooFar() {
    assertThat(region.stepSize(0.01, 2, 100)).isEqualTo(0.03 * (2.0 / 100));
  }

  @Test
  void shouldNotStepWhereTheErrorWouldNotShrink() {
    assertThat(region.stepSize(0.01, 0, 1)).isZero();
    assertThat(region.stepSize(0.01, -1, 1)).isZero();
    assertThat(region.stepSize(0.01, 1, 0)).isZero();
    assertThat(region.stepSize(0.01, 1, -1)).isZero();
    assertThat(region.stepSize(0.01, Double.NaN, 1)).isZero();
    assertThat(region.stepSize(0.01, 1, Double.NaN)).isZero();
  }

  @Test
  void shouldBoundNothingWhenOff() {
    assertThat(TrustRegion.off().stepSize(0.5, -1, 1e9)).isEqualTo(0.5);
  }

  @Test
  void shouldRefuseAFractionThatIsNotPositive() {
    assertThatThrownBy(() -> new TrustRegion(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kappa must be positive").hasMessageContaining("0.0");
    assertThatThrownBy(() -> new TrustRegion(Double.NaN)).hasMessageContaining("NaN");
  }
}
