package org.statewise.models.meta;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.SquaredLoss;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.MlpWorkspace;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.UpdateRule;

/**
 * A learned starting point theta_0 instead of a learned loss: parameters from which K steps of
 * gradient descent on a task's first samples serve its next ones well. The counterpart of {@link
 * MetaGradient}: the same inner steps, theta_{k+1} = theta_k - alpha dL/dtheta_k on batch A, and
 * one of two first-order directions for theta_0, which leave out how theta_K depends on theta_0
 * through the Hessians:
 *
 * <pre>
 * FOMAML  (Finn, Abbeel and Levine, 2017):   dL_MSE(f_thetaK, batch B) / dtheta_K
 * Reptile (Nichol, Achiam and Schulman, 2018): (theta_0 - theta_K) / alpha
 * </pre>
 *
 * <p>Allocates only when a larger batch comes than ever before, and in {@link #train}. One thread
 * at a time.
 */
public final class FirstOrderMaml {
  private final Mlp mlp;
  private final Loss loss;
  private final double alpha;
  private final int steps;
  private final SquaredLoss task;
  private final Parameters thetaK;
  private final Parameters dLdTheta;
  private final MlpWorkspace ws;
  private final DMatrixRMaj dLdF;

  /** Which of the two directions. */
  public enum Variant {
    /** The gradient at theta_K on batch B. */
    FOMAML,

    /** From theta_K back to theta_0; batch B only judges. */
    REPTILE
  }

  /**
   * @param mlp 3n inputs, n outputs
   * @param loss of n joints, what the inner steps go down
   * @param alpha the rate of the inner steps, positive
   * @param steps K, at least 1
   * @throws IllegalArgumentException if the joints differ, or a number is out of its range
   */
  public FirstOrderMaml(Mlp mlp, Loss loss, double alpha, int steps) {
    int n = loss.joints();
    if (mlp.inputs() != 3 * n || mlp.outputs() != n) {
      throw new IllegalArgumentException("First-order MAML: a loss of " + n
          + " joints needs a network of " + 3 * n + " inputs and " + n + " outputs, got "
          + mlp.inputs() + " and " + mlp.outputs() + ".");
    }
    if (!(alpha > 0) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException(
          "First-order MAML: alpha must be positive and finite, got " + alpha + ".");
    }
    if (steps < 1) {
      throw new IllegalArgumentException(
          "First-order MAML: steps must be at least 1, got " + steps + ".");
    }
    this.mlp = mlp;
    this.loss = loss;
    this.alpha = alpha;
    this.steps = steps;
    task = new SquaredLoss(n);
    thetaK = mlp.newParameters();
    dLdTheta = mlp.newParameters();
    ws = mlp.newWorkspace(1);
    dLdF = new DMatrixRMaj(1, n);
  }

  /** theta_K of the last call: itself, overwritten by the next. */
  public Parameters thetaNew() {
    return thetaK;
  }

  /**
   * The direction to step theta_0 against, of one task.
   *
   * @param theta0 stays as it is
   * @param a what the inner steps learn from
   * @param b what theta_K is judged by; may be {@code a}
   * @param direction receives theta's shape; must not be {@code theta0}
   * @return L_MSE(f_thetaK, batch B); if the inner steps diverged it is not finite, and the
   *     direction without meaning
   */
  @HotPath
  public double directionInto(Variant variant, Parameters theta0, Batch a, Batch b,
      Parameters direction) {
    thetaK.copyFrom(theta0);
    for (int k = 0; k < steps; k++) {
      gradient(loss, a);
      thetaK.addScaled(-alpha, dLdTheta);
    }
    double taskLoss = gradient(task, b);
    if (variant == Variant.FOMAML) {
      direction.copyFrom(dLdTheta);
    } else {
      // (theta_0 - theta_K) / alpha
      direction.copyFrom(theta0);
      direction.addScaled(-1, thetaK);
      direction.scale(1 / alpha);
    }
    return taskLoss;
  }

  /** dL/dtheta at theta_K on a batch, and the loss. */
  @HotPath
  private double gradient(Loss of, Batch batch) {
    DMatrixRMaj f = mlp.forward(thetaK, batch.input(), ws);
    double value = of.evaluate(batch.state(), f, batch.tau());
    dLdF.reshape(batch.samples(), batch.joints());
    of.gradientInto(dLdF);
    mlp.backwardInto(thetaK, ws, dLdF, dLdTheta);
    return value;
  }

  /**
   * Trains theta_0: each epoch takes the mean direction of all tasks and makes one step. Tasks
   * whose inner steps diverge are left out of the mean.
   *
   * @param theta0 where to start; stays as it is
   * @param outer how a step is made
   * @return theta_0 after the epochs
   */
  public Parameters train(Variant variant, Parameters theta0, Tasks tasks, Outer outer) {
    Parameters theta = theta0.copy();
    Parameters sum = theta.newLike();
    Parameters direction = theta.newLike();
    for (int epoch = 0; epoch < outer.epochs(); epoch++) {
      sum.zero();
      int counted = 0;
      for (int i = 0; i < tasks.a().size(); i++) {
        double value = directionInto(variant, theta, tasks.a().get(i), tasks.b().get(i),
            direction);
        if (Double.isFinite(value) && Double.isFinite(direction.norm())) {
          sum.addScaled(1, direction);
          counted++;
        }
      }
      if (counted > 0) {
        sum.scale(1.0 / counted);
        outer.rule().directionInto(sum, direction);
        theta.addScaled(-outer.eta(), direction);
      }
    }
    return theta;
  }

  /**
   * Tasks as pairs of batches.
   *
   * @param a what the inner steps of each learn from
   * @param b what they are judged by, in the same order
   */
  public record Tasks(List<Batch> a, List<Batch> b) {
    /** Copies the lists and checks that they match. */
    public Tasks {
      a = List.copyOf(a);
      b = List.copyOf(b);
      if (a.isEmpty() || a.size() != b.size()) {
        throw new IllegalArgumentException("First-order MAML: tasks must be pairs of batches, got "
            + a.size() + " to learn from and " + b.size() + " to judge by.");
      }
    }
  }

  /**
   * The outer steps.
   *
   * @param rule makes directions of mean directions
   * @param eta their rate, positive
   * @param epochs how many, not negative
   */
  public record Outer(UpdateRule rule, double eta, int epochs) {
    /** Checks the numbers. */
    public Outer {
      if (!(eta > 0) || Double.isInfinite(eta) || epochs < 0) {
        throw new IllegalArgumentException("First-order MAML: eta must be positive and finite and"
            + " epochs not negative, got " + eta + " and " + epochs + ".");
      }
    }
  }
}
