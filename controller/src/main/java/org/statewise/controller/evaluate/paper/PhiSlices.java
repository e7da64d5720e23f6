package org.statewise.controller.evaluate.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.statewise.controller.evaluate.report.Figures;
import org.statewise.controller.evaluate.report.Plot;
import org.statewise.controller.evaluate.report.Table;
import org.statewise.controller.train.DataSet;
import org.statewise.models.loss.LossSpec;

/**
 * phi_j(q, qd) along lines through the state space: one joint's position or velocity varies, everything
 * else stays at the training data's mean position and at rest.
 */
final class PhiSlices {
  private static final int POINTS = 41;

  /** Half the length of a slice, rad and rad/s. */
  private static final double REACH = 1;

  private final DataSet data;
  private final double[] qReference;
  private final double[] lowest;
  private final double[] highest;

  /** @param data what the loss was trained on, whose scaled positions and velocities are 1 rad a unit */
  PhiSlices(DataSet data) {
    this.data = data;
    int n = data.joints();
    qReference = new double[n];
    lowest = new double[2 * n];
    highest = new double[2 * n];
    Arrays.fill(lowest, Double.POSITIVE_INFINITY);
    Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    double[] q = new double[n];
    double[] qd = new double[n];
    double[] unused = new double[n];
    double[] qScale = data.scaling().q();
    double[] qdScale = data.scaling().qd();
    for (int row = 0; row < data.samples(); row++) {
      data.sampleInto(row, q, qd, unused, unused);
      for (int j = 0; j < n; j++) {
        qReference[j] += q[j] * qScale[j] / data.samples();
        extend(j, q[j] * qScale[j]);
        extend(n + j, qd[j] * qdScale[j]);
      }
    }
  }

  private void extend(int coordinate, double value) {
    lowest[coordinate] = Math.min(lowest[coordinate], value);
    highest[coordinate] = Math.max(highest[coordinate], value);
  }

  /** In words, where the slices go through. */
  String reference() {
    return "Reference: q = ("
        + String.join(", ", Arrays.stream(qReference)
            .mapToObj(q -> String.format(Locale.ROOT, "%.2f", q)).toList())
        + ") rad, the mean of the training data, and qd = 0. Grey: what the training data covered.";
  }

  /** A plot a joint: all phi_j over its position. */
  List<Plot> positions(LossSpec loss) {
    return plots(loss, true);
  }

  /** A plot a joint: all phi_j over its velocity. */
  List<Plot> velocities(LossSpec loss) {
    return plots(loss, false);
  }

  private List<Plot> plots(LossSpec loss, boolean position) {
    int n = data.joints();
    List<Plot> plots = new ArrayList<>();
    for (int varied = 0; varied < n; varied++) {
      int coordinate = position ? varied : n + varied;
      double[] x = abscissa(coordinate);
      double[][] phi = slice(loss, coordinate);
      List<Double> xs = Arrays.stream(x).boxed().toList();
      List<Plot.Line> lines = new ArrayList<>();
      for (int j = 0; j < n; j++) {
        int joint = j;
        lines.add(new Plot.Line("A" + (j + 1), xs,
            Arrays.stream(phi).map(weights -> weights[joint]).toList()));
      }
      Plot.Stretch seen = new Plot.Stretch(Math.max(lowest[coordinate], x[0]),
          Math.min(highest[coordinate], x[POINTS - 1]), "", Plot.Kind.SHADED);
      plots.add(new Plot("phi over the " + (position ? "position" : "velocity") + " of A"
          + (varied + 1), Plot.Axis.linear(position ? "q, rad" : "qd, rad/s"),
          Plot.Axis.linear("phi_j, no unit"), lines,
          seen.from() < seen.to() ? List.of(seen) : List.of()));
    }
    return plots;
  }

  private double[] abscissa(int coordinate) {
    int n = data.joints();
    double middle = coordinate < n ? qReference[coordinate] : 0;
    double[] x = new double[POINTS];
    Arrays.setAll(x, i -> middle - REACH + 2 * REACH * i / (POINTS - 1));
    return x;
  }

  private double[][] slice(LossSpec loss, int coordinate) {
    int n = data.joints();
    PhiWeights weights = new PhiWeights(loss, data.scaling());
    double[] x = abscissa(coordinate);
    double[][] phi = new double[POINTS][];
    for (int i = 0; i < POINTS; i++) {
      double[] q = qReference.clone();
      double[] qd = new double[n];
      if (coordinate < n) {
        q[coordinate] = x[i];
      } else {
        qd[coordinate - n] = x[i];
      }
      phi[i] = weights.at(q, qd);
    }
    return phi;
  }

  /** By what factor each phi_j changes along each slice, within what the training data covered. */
  Table factors(List<LossSpec> seeds) {
    int n = data.joints();
    List<String> header = new ArrayList<>(List.of("varied"));
    for (int j = 1; j <= n; j++) {
      header.add("phi_" + j);
    }
    List<List<String>> rows = new ArrayList<>();
    for (int coordinate = 0; coordinate < 2 * n; coordinate++) {
      List<String> row = new ArrayList<>(
          List.of((coordinate < n ? "q of A" : "qd of A") + (coordinate % n + 1)));
      for (int j = 0; j < n; j++) {
        row.add(Figures.of(medianFactor(seeds, coordinate, j)));
      }
      rows.add(row);
    }
    return new Table("Largest over smallest phi_j along each slice, where the training data covered"
        + " it; median over seeds; 1: phi_j does not look at it", header, rows);
  }

  private double medianFactor(List<LossSpec> seeds, int coordinate, int joint) {
    double[] x = abscissa(coordinate);
    double[] factors = new double[seeds.size()];
    for (int seed = 0; seed < factors.length; seed++) {
      double[][] phi = slice(seeds.get(seed), coordinate);
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < POINTS; i++) {
        if (x[i] >= lowest[coordinate] && x[i] <= highest[coordinate]) {
          least = Math.min(least, phi[i][joint]);
          most = Math.max(most, phi[i][joint]);
        }
      }
      factors[seed] = most >= least ? most / least : 1;
    }
    Arrays.sort(factors);
    return factors[factors.length / 2];
  }
}
