package org.statewise.controller.train;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.Positivity;

/**
 * What the tasks of a training over many robots have in common: sent once to whoever computes them. Keeps its
 * arrays.
 *
 * @param loss the kind that is learned; its phi comes with each step
 * @param model f_theta and how it learns
 * @param size samples of a batch
 * @param unroll K, inner steps that each update looks through
 * @param joints n
 * @param inputs rows (q, qd, qdd), 3n scaled numbers each, robot after robot
 * @param taus rows of n scaled numbers
 * @param robotEnds for each robot one behind its last row
 */
// Read at once and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record TaskSetup(LossWords loss, MetaOptions.Model model, int size, int unroll,
    int joints, double[] inputs, double[] taus, int[] robotEnds) implements Serializable {
  @Serial
  private static final long serialVersionUID = 1L;

  /**
   * A kind of loss as it travels.
   *
   * @param hidden widths of its hidden layers
   */
  public record LossWords(String word, Positivity positivity, List<Integer> hidden)
      implements
        Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @throws IllegalArgumentException if the loss is none that is learned from batches */
    static LossWords of(LossSpec loss) {
      return switch (loss) {
        case LossSpec.Structured kind -> new LossWords(kind.word(), kind.positivity(), List.of());
        case LossSpec.StateDependent kind -> new LossWords(kind.word(), kind.positivity(),
            List.of(kind.hidden()));
        case LossSpec.Network kind -> new LossWords(kind.word(), Positivity.SOFTPLUS,
            kind.hidden());
        case LossSpec.Squared _,LossSpec.Trained _,LossSpec.LogLinear _ ->
          throw new IllegalArgumentException(
              "the loss must be an untrained one, but is " + loss.word());
      };
    }

    LossSpec spec() {
      return switch (LossSpec.parse(word)) {
        case LossSpec.Structured _ -> new LossSpec.Structured(positivity);
        case LossSpec.StateDependent _ -> new LossSpec.StateDependent(hidden.getFirst(),
            positivity);
        case LossSpec.Network _ -> new LossSpec.Network(hidden);
        case LossSpec.Squared _,LossSpec.Trained _,LossSpec.LogLinear _ ->
          throw new IllegalArgumentException(
              "the loss must be an untrained one, but is " + word);
      };
    }
  }
}
