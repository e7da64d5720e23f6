package org.statewise.controller.evaluate.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.statewise.controller.evaluate.report.Figures;
import org.statewise.controller.evaluate.report.Plot;
import org.statewise.controller.evaluate.report.Table;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointLimits;
import org.statewise.models.dynamics.Manipulability;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.online.Scaling;

/** phi_j along a recorded motion, beside what the arm did, and the step sizes that follow from it. */
public final class PhiMotion {
  /** A joint slower than this hardly moves: static friction decides its torque, rad/s. */
  static final double STICTION_RAD_PER_S = 0.01;

  /** Nearer to a singular pose than this share of random poses is called near. */
  private static final double NEAR_SHARE = 0.1;
  private static final int RANDOM_POSES = 2000;

  private final List<StateTrace.Point> points;
  private final double[][] phi;
  private final int joints;
  private final Optional<ArmModel> arm;
  private final double alpha;

  /** @param alpha the rate of the loss */
  PhiMotion(List<StateTrace.Point> points, LossSpec loss, Scaling scaling,
      Optional<ArmModel> arm, double alpha) {
    this.points = points;
    this.arm = arm;
    this.alpha = alpha;
    joints = scaling.joints();
    PhiWeights weights = new PhiWeights(loss, scaling);
    phi = points.stream().map(point -> weights.at(point.q(), point.qd()))
        .toArray(double[][]::new);
  }

  /** Two plots a joint: its phi, and its torque and velocity; grey where it hardly moves, triangles where it turns. */
  List<Plot> jointPlots(List<Plot.Stretch> motions) {
    List<Plot> plots = new ArrayList<>();
    for (int j = 0; j < joints; j++) {
      int joint = j;
      List<Plot.Stretch> marks = new ArrayList<>(stretches(
          point -> Math.abs(point.qd()[joint]) < STICTION_RAD_PER_S ? 1 : 0));
      marks.addAll(motions);
      marks.addAll(reversals(joint));
      List<Double> weights = Arrays.stream(phi).map(all -> all[joint]).toList();
      plots.add(new Plot("phi_" + (j + 1) + " along the motion", Plot.Axis.linear("time, s"),
          Plot.Axis.linear("phi, no unit"),
          List.of(new Plot.Line("phi", seconds(), weights)), marks));
      plots.add(new Plot("Torque and velocity of A" + (j + 1), Plot.Axis.linear("time, s"),
          Plot.Axis.linear("part of the largest"),
          List.of(scaled("torque", "Nm", point -> point.tau()[joint]),
              scaled("velocity", "rad/s", point -> point.qd()[joint])),
          marks));
    }
    return plots;
  }

  /** Where the joint, after moving in one direction, begins to move in the other. */
  private List<Plot.Stretch> reversals(int joint) {
    List<Plot.Stretch> found = new ArrayList<>();
    double direction = 0;
    for (StateTrace.Point point : points) {
      double qd = point.qd()[joint];
      if (Math.abs(qd) >= STICTION_RAD_PER_S) {
        if (direction * qd < 0) {
          found.add(Plot.Stretch.event(point.seconds()));
        }
        direction = qd;
      }
    }
    return found;
  }

  private Plot.Line scaled(String name, String unit, ToDoubleFunction<StateTrace.Point> value) {
    double largest = points.stream().mapToDouble(point -> Math.abs(value.applyAsDouble(point)))
        .max().orElse(1);
    double by = largest > 0 ? largest : 1;
    return new Plot.Line(name + " / " + Figures.of(by) + " " + unit, seconds(),
        points.stream().map(point -> value.applyAsDouble(point) / by).toList());
  }

  /** How far from a singular pose, grey where near; empty where the arm is not known. */
  Optional<Plot> manipulability(List<Plot.Stretch> motions) {
    return arm.map(model -> {
      Manipulability w = new Manipulability(model);
      double near = near(w, model);
      List<Plot.Stretch> marks = new ArrayList<>(
          stretches(point -> w.of(point.q()) < near ? 1 : 0));
      marks.addAll(motions);
      return new Plot("Manipulability; grey: nearer to a singular pose than nine of ten random"
          + " poses, below " + Figures.of(near), Plot.Axis.linear("time, s"),
          Plot.Axis.linear("w = sqrt(det(J Jᵀ)), no unit"), List.of(new Plot.Line("w", seconds(),
              points.stream().map(point -> w.of(point.q())).toList())),
          marks);
    });
  }

  private double near(Manipulability w, ArmModel model) {
    SplittableRandom rng = new SplittableRandom(1);
    double[] values = new double[RANDOM_POSES];
    for (int i = 0; i < RANDOM_POSES; i++) {
      values[i] = w.of(model.joints().stream().mapToDouble(joint -> {
        JointLimits limits = joint.limits();
        return rng.nextDouble(Math.max(limits.qMinRad(), -Math.PI),
            Math.min(limits.qMaxRad(), Math.PI));
      }).toArray());
    }
    Arrays.sort(values);
    return values[(int) (NEAR_SHARE * RANDOM_POSES)];
  }

  /**
   * The rate at which the squared loss would take the same step in joint j: n alpha phi_j, since it is
   * a mean over n joints and the learned ones are sums.
   */
  Plot stepSizes(List<Plot.Stretch> motions) {
    List<Plot.Line> lines = new ArrayList<>();
    for (int j = 0; j < joints; j++) {
      int joint = j;
      lines.add(new Plot.Line("A" + (j + 1), seconds(),
          Arrays.stream(phi).map(all -> joints * alpha * all[joint]).toList()));
    }
    return new Plot("Effective step size: the squared loss's rate with the same step",
        Plot.Axis.linear("time, s"), Plot.Axis.log("n alpha phi_j, no unit"), lines, motions);
  }

  /** What phi_j goes with, a row a joint. */
  Table correlations() {
    List<List<String>> rows = new ArrayList<>();
    for (int j = 0; j < joints; j++) {
      int joint = j;
      double[] own = Arrays.stream(phi).mapToDouble(all -> all[joint]).toArray();
      double[] sorted = own.clone();
      Arrays.sort(sorted);
      int middle = sorted.length / 2;
      rows.add(List.of("A" + (j + 1), Figures.of(sorted[middle]), Figures.of(sorted[0]),
          Figures.of(sorted[sorted.length - 1]),
          Figures.of(joints * alpha * sorted[middle]),
          Figures.of(meanWhere(own, joint, true)), Figures.of(meanWhere(own, joint, false)),
          with(own, point -> Math.abs(point.qd()[joint])),
          with(own, point -> Math.abs(point.tau()[joint])),
          arm.map(model -> {
            Manipulability w = new Manipulability(model);
            return with(own, point -> w.of(point.q()));
          }).orElse("–")));
    }
    return new Table(
        "phi_j along the motion: median, least, most; the median as a rate of the squared"
            + " loss; mean where the joint is slower than " + STICTION_RAD_PER_S
            + " rad/s, and where not; correlation with speed, torque and manipulability",
        List.of("joint", "median", "least", "most", "n α φ", "at rest", "moving", "with |qd|",
            "with |τ|", "with w"),
        rows);
  }

  private double meanWhere(double[] own, int joint, boolean resting) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < own.length; i++) {
      boolean rests = Math.abs(points.get(i).qd()[joint]) < STICTION_RAD_PER_S;
      if (rests == resting) {
        sum += own[i];
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private String with(double[] own, ToDoubleFunction<StateTrace.Point> other) {
    return Figures.of(correlation(own, points.stream().mapToDouble(other).toArray()));
  }

  /** Pearson's; NaN where one of them is constant. */
  public static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElse(0);
    double meanB = Arrays.stream(b).average().orElse(0);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : Double.NaN;
  }

  /** Where {@code marked} is not zero, as grey stretches. */
  private List<Plot.Stretch> stretches(ToDoubleFunction<StateTrace.Point> marked) {
    List<Plot.Stretch> found = new ArrayList<>();
    double from = Double.NaN;
    for (StateTrace.Point point : points) {
      boolean on = marked.applyAsDouble(point) > 0;
      if (on && Double.isNaN(from)) {
        from = point.seconds();
      } else if (!on && !Double.isNaN(from)) {
        found.add(new Plot.Stretch(from, point.seconds(), "", Plot.Kind.SHADED));
        from = Double.NaN;
      }
    }
    if (!Double.isNaN(from)) {
      found.add(new Plot.Stretch(from, points.getLast().seconds(), "", Plot.Kind.SHADED));
    }
    return found;
  }

  private List<Double> seconds() {
    return points.stream().map(StateTrace.Point::seconds).toList();
  }
}
