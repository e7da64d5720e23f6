package org.statewise.controller.train;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.Positivity;
import org.statewise.models.optim.UpdateRuleSpec;

/**
 * What a meta-training does. Why each default is what it is:
 * {@code controller/docs/meta-training.md}.
 *
 * @param loss the kind that is learned, untrained
 * @param model f_theta and how it learns
 * @param inner what f_theta learns from between two updates of phi
 * @param outer how phi is updated, and for how long
 * @param testSteps steps of the fresh f_theta that judges a loss after each epoch
 */
public record MetaOptions(LossSpec loss, Model model, InnerLoop inner, Outer outer,
    int testSteps) {
  /** Checks that there is something to learn. */
  public MetaOptions {
    boolean learnsStart = inner instanceof InnerLoop.Start;
    if (learnsStart && !(loss instanceof LossSpec.Squared || loss instanceof LossSpec.Trained)) {
      throw new IllegalArgumentException(
          "the loss of a learned start must be squared or a learned one, but is an untrained "
              + loss.word());
    }
    if (inner instanceof InnerLoop.Kalman && loss instanceof LossSpec.Network) {
      throw new IllegalArgumentException("the loss must be structured or state-dependent, whose"
          + " weights are precisions of a filter, but is mlp");
    }
    if (!learnsStart && loss instanceof LossSpec.Squared) {
      throw new IllegalArgumentException(
          "the loss must be one of structured, state-dependent, mlp: squared has nothing to learn");
    }
    require(testSteps >= 1, "test-steps must be at least 1", testSteps);
  }

  /**
   * f_theta and how it learns.
   *
   * @param hidden widths of its hidden layers
   * @param zeroLastLayer whether a fresh one answers zero
   * @param alpha the inner rate
   */
  public record Model(List<Integer> hidden, boolean zeroLastLayer, double alpha)
      implements
        Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    public Model {
      hidden = List.copyOf(hidden);
      require(hidden.stream().allMatch(width -> width > 0), "hidden must be positive", hidden);
      require(alpha > 0 && Double.isFinite(alpha), "alpha must be positive and finite", alpha);
    }
  }

  /**
   * How phi is updated.
   *
   * @param rule makes a direction of a meta-gradient
   * @param eta the outer rate
   * @param epochs at most
   * @param patience epochs without a better test error after which a seed stops; 0 for never
   */
  public record Outer(UpdateRuleSpec rule, double eta, int epochs, int patience) {
    public Outer {
      require(eta > 0 && Double.isFinite(eta), "eta must be positive and finite", eta);
      require(epochs >= 1, "epochs must be at least 1", epochs);
      require(patience >= 0, "patience must not be negative", patience);
    }
  }

  /** All of it as keys and words, by the names of the command line. */
  public Map<String, String> words() {
    Map<String, String> words = new TreeMap<>(inner.words());
    words.put("loss", loss.word());
    switch (loss) {
      case LossSpec.Structured kind -> words.put("positivity", word(kind.positivity()));
      case LossSpec.StateDependent kind -> {
        words.put("positivity", word(kind.positivity()));
        words.put("loss-hidden", Integer.toString(kind.hidden()));
      }
      case LossSpec.Network kind -> words.put("loss-hidden", joined(kind.hidden()));
      case LossSpec.Squared _,LossSpec.Trained _,LossSpec.LogLinear _ -> {
        // The first was refused, the second is not trained again, and the third not on batches.
      }
    }
    words.put("hidden", joined(model.hidden()));
    words.put("start", model.zeroLastLayer() ? "zero" : "random");
    words.put("alpha", Double.toString(model.alpha()));
    words.put("outer-rule", outer.rule().word());
    words.put("eta", Double.toString(outer.eta()));
    words.put("epochs", Integer.toString(outer.epochs()));
    words.put("patience", Integer.toString(outer.patience()));
    words.put("test-steps", Integer.toString(testSteps));
    return words;
  }

  private static String word(Positivity positivity) {
    return positivity == Positivity.RAW ? "raw" : "softplus";
  }

  private static String joined(List<Integer> widths) {
    return widths.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  static void require(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", but is " + value);
    }
  }
}
