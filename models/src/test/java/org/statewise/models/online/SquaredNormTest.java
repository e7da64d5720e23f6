package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.statewise.models.Draw;
import org.statewise.models.net.Parameters;

class SquaredNormTest {
  private final Draw draw = new Draw(2);
  private final DMatrixRMaj block = draw.matrix(1, 50);
  private final Parameters theta = new Parameters(List.of(block));
  private final SquaredNorm norm = new SquaredNorm(theta);

  private boolean step(Parameters s) {
    if (!norm.willBeFinite(2 * theta.dot(s), s.dot(s))) {
      return false;
    }
    theta.addScaled(1, s);
    norm.accept();
    return true;
  }

  @Test
  void shouldKeepUpWithManySteps() {
    for (int i = 0; i < 1000; i++) {
      Parameters s = new Parameters(List.of(draw.matrix(1, 50)));
      s.scale(0.01);
      assertThat(step(s)).isTrue();
      assertThat(norm.norm()).isCloseTo(theta.norm(), within(1e-13 * theta.norm()));
    }
  }

  @Test
  void shouldStayExactWhereASumCancels() {
    Parameters away = new Parameters(List.of(draw.matrix(1, 50)));
    away.scale(1e12);
    step(away);
    away.scale(-1);
    step(away);
    assertThat(norm.norm()).isEqualTo(theta.norm());
  }

  @Test
  void shouldRefuseAStepThatWouldOverflow() {
    double before = norm.norm();
    Parameters far = new Parameters(List.of(draw.matrix(1, 50)));
    far.scale(1e160);
    assertThat(step(far)).isFalse();
    assertThat(norm.norm()).isEqualTo(before);
  }
}
