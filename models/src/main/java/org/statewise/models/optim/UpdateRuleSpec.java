package org.statewise.models.optim;

import org.statewise.models.net.Parameters;

/** Every update rule that Statewise knows. To add one: write the class, add a record here. */
public sealed interface UpdateRuleSpec {
  /** The rule for parameters of these shapes. */
  UpdateRule build(Parameters like);

  /** The rate alpha that the paper compares this rule at. */
  double defaultRate();

  /** The word for this rule on the command line and in files. */
  String word();

  /**
   * The rule of a word, with default constants.
   *
   * @throws IllegalArgumentException if no rule has this word
   */
  static UpdateRuleSpec parse(String word) {
    return switch (word) {
      case "sgd" -> new Sgd();
      case "adam" -> new Adam();
      default -> throw new IllegalArgumentException(
          "Update rule: must be one of sgd, adam; got \"" + word + "\".");
    };
  }

  /** Stochastic gradient descent. */
  record Sgd() implements UpdateRuleSpec {
    @Override
    public UpdateRule build(Parameters like) {
      return new org.statewise.models.optim.Sgd();
    }

    @Override
    public double defaultRate() {
      return 0.01;
    }

    @Override
    public String word() {
      return "sgd";
    }
  }

  /** Adam with the constants of its authors. */
  record Adam(double beta1, double beta2, double epsilon) implements UpdateRuleSpec {
    /** 0.9, 0.999 and 1e-8. */
    public Adam() {
      this(0.9, 0.999, 1e-8);
    }

    @Override
    public UpdateRule build(Parameters like) {
      return new org.statewise.models.optim.Adam(like, beta1, beta2, epsilon);
    }

    @Override
    public double defaultRate() {
      return 0.001;
    }

    @Override
    public String word() {
      return "adam";
    }
  }
}
