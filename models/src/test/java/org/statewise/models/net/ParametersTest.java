package org.statewise.models.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.statewise.models.Draw;

class ParametersTest {
  private final Mlp mlp = new Mlp(3, 2, 1);
  private final Parameters theta = new Draw(1).initialised(mlp);

  @Test
  void shouldGiveBackWhatAnArrayPutIn() {
    double[] flat = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    theta.fromArray(flat);
    assertThat(theta.toArray()).containsExactly(flat);
    assertThat(theta.block(0).get(1, 0)).isEqualTo(4);
    assertThat(theta.block(3).get(0, 0)).isEqualTo(11);
  }

  @Test
  void shouldRefuseAnArrayOfAnotherLength() {
    assertThatThrownBy(() -> theta.fromArray(new double[10]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Parameters: need exactly 11 values, got 10.");
  }

  @Test
  void shouldRefuseNaNAndStayAsItWas() {
    double[] before = theta.toArray();
    double[] bad = new double[11];
    bad[4] = Double.NaN;
    assertThatThrownBy(() -> theta.fromArray(bad))
        .hasMessage("Parameters: value 4 must be finite, got NaN.");
    assertThat(theta.toArray()).containsExactly(before);
  }

  @Test
  void shouldAddMultiplesAndMeasure() {
    Parameters ones = theta.newLike();
    ones.addScaled(0, theta);
    ones.fromArray(new double[]{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    Parameters sum = ones.copy();
    sum.addScaled(2, ones);
    sum.scale(0.5);
    assertThat(sum.dot(ones)).isEqualTo(16.5);
    assertThat(ones.norm()).isEqualTo(Math.sqrt(11));
    sum.zero();
    assertThat(sum.norm()).isZero();
  }

  @Test
  void shouldCopyIndependentlyAndSliceSharing() {
    Parameters copy = theta.copy();
    Parameters secondLayer = theta.slice(2, 4);
    secondLayer.zero();
    assertThat(theta.block(2).get(0, 0)).isZero();
    assertThat(copy.block(2).get(0, 0)).isNotZero();
    assertThat(secondLayer.sameShape(theta)).isFalse();
    assertThat(copy.sameShape(theta)).isTrue();
    assertThat(new Mlp(3, 1, 2).newParameters().sameShape(theta)).isFalse();
  }

  @Test
  void shouldNoticeWhatIsNotFinite() {
    assertThat(theta.allFinite()).isTrue();
    theta.block(1).set(1, 0, Double.NEGATIVE_INFINITY);
    assertThat(theta.allFinite()).isFalse();
    assertThat(theta.norm()).isInfinite();
  }

  @Test
  void shouldKnowThatEmptyParametersCountNothing() {
    assertThat(Parameters.empty().count()).isZero();
    assertThat(Parameters.empty().norm()).isZero();
    assertThat(Parameters.empty().allFinite()).isTrue();
  }
}
