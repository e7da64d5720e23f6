package org.statewise.models.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.statewise.models.net.Parameters;

final class HeadedNetworkTest {
  private static final double DECAY = 0.3;
  private static final int ARMS = 3;
  private static final int BATCH = 6;

  private final SplittableRandom rng = new SplittableRandom(7);
  private final HeadedNetwork network = new HeadedNetwork(4, List.of(5, 3), 2, ARMS, DECAY, BATCH);
  private final Parameters theta = network.newParameters();
  private final DMatrixRMaj x = drawn(BATCH, 4);
  private final DMatrixRMaj y = drawn(BATCH, 2);
  private final int[] arm = {1, 3, 1, 2, 3, 3};

  private DMatrixRMaj drawn(int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.data.length; i++) {
      m.data[i] = rng.nextDouble(-1, 1);
    }
    return m;
  }

  @Test
  void shouldAgreeWithFiniteDifferencesInEveryParameter() {
    network.initialise(theta, rng);
    for (int r = 0; r <= ARMS; r++) {
      network.head(theta, r).setTo(drawn(2, 4));
    }
    Parameters gradient = theta.newLike();
    network.gradientInto(theta, x, y, arm, gradient);
    double h = 1e-6;
    for (int b = 0; b < theta.blocks(); b++) {
      for (int i = 0; i < theta.block(b).getNumElements(); i++) {
        double at = theta.block(b).data[i];
        theta.block(b).data[i] = at + h;
        double above = loss();
        theta.block(b).data[i] = at - h;
        double below = loss();
        theta.block(b).data[i] = at;
        assertThat(gradient.block(b).data[i]).as("block %d, %d", b, i)
            .isCloseTo((above - below) / (2 * h), Offset.offset(1e-7));
      }
    }
  }

  /** L with its decay. */
  private double loss() {
    double sum = network.gradientInto(theta, x, y, arm, theta.newLike());
    for (int r = 1; r <= ARMS; r++) {
      for (double v : network.head(theta, r).data) {
        sum += DECAY / (2 * ARMS) * v * v;
      }
    }
    return sum;
  }

  @Test
  void shouldAnswerZeroBeforeItHasLearned() {
    network.initialise(theta, rng);
    DMatrixRMaj zeros = new DMatrixRMaj(BATCH, 2);
    assertThat(network.gradientInto(theta, x, zeros, arm, theta.newLike())).isZero();
  }
}
