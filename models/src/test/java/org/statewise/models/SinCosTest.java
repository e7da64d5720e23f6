package org.statewise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.fixtures.AllocationProbe;

class SinCosTest {
  private double x = 0.1;

  @ParameterizedTest
  @ValueSource(doubles = {0.8, 4, 100, 1e5, 9e5})
  void shouldAgreeWithTheReferenceToTwoUnitsInTheLastPlace(double range) {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      double at = range * (2 * random.nextDouble() - 1);
      double sin = StrictMath.sin(at);
      double cos = StrictMath.cos(at);
      assertThat(Math.abs(SinCos.sin(at) - sin)).isLessThanOrEqualTo(2 * Math.ulp(sin) + 1e-17);
      assertThat(Math.abs(SinCos.cos(at) - cos)).isLessThanOrEqualTo(2 * Math.ulp(cos) + 1e-17);
    }
  }

  @Test
  void shouldBeExactAtZeroAndTinyAtItsZeros() {
    assertThat(SinCos.sin(0)).isZero();
    assertThat(SinCos.cos(0)).isEqualTo(1);
    assertThat(SinCos.cos(Math.PI / 2)).isCloseTo(StrictMath.cos(Math.PI / 2), within(1e-30));
    assertThat(SinCos.sin(-Math.PI)).isCloseTo(StrictMath.sin(-Math.PI), within(1e-30));
  }

  @Test
  void shouldPassOnWhatNoJointReaches() {
    assertThat(SinCos.sin(1e9)).isEqualTo(StrictMath.sin(1e9));
    assertThat(SinCos.cos(-1e9)).isEqualTo(StrictMath.cos(-1e9));
    assertThat(SinCos.sin(Double.NaN)).isNaN();
    assertThat(SinCos.cos(Double.NEGATIVE_INFINITY)).isNaN();
  }

  @Test
  void shouldNotAllocateAtAnyAngle() {
    assertThat(AllocationProbe.bytesPerCall(5_000, 2_000, () -> {
      x += 0.01 + 1e-9 * (SinCos.sin(x) + SinCos.cos(x));
    })).isZero();
  }
}
