package org.statewise.models.online;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.loss.InputRange;
import org.statewise.models.loss.LogLinearLoss;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.SampleNetwork;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.optim.LeakyKalman;
import org.statewise.models.optim.LinearFilter;
import org.statewise.models.optim.Vectors;

/**
 * f_theta that remembers: a network whose hidden layers were trained over many arms, and whose last layer
 * learns on this one, in the directions in which arms differ ({@link LearnedMemory}):
 *
 * <pre>
 * g_j(x) = inside(x) (f_theta0,j(x) + spread_j (l_j . P_j(x) + w_j . z_j(x))),  z_j(x) = D_j [a(x); 1; P_j(x)]
 * L = sum_j phi_j(x) (g_j - tau_j)^2
 * f_j(x) = trust_j g_j(x)
 * </pre>
 *
 * <p>w_j follows the minimum of the loss summed over all samples so far and |w_j|^2, the prior that
 * training left, by one second-order step a sample: a {@link LeakyKalman} filter that starts at w = 0 with
 * P = I, and whose noise variance is 1 / phi_j in scaled torques, 1 / (phi_j spread_j^2) in its own units. So one
 * plain network stands at first for the mean of all arms, and moves as far and in such ways as arms were seen to
 * differ: it needs few samples, and what it learned at one place it knows at others (Bayesian last layers after meta-training: Harrison, Sharma and
 * Pavone, Meta-learning priors for efficient online Bayesian regression, 2018). inside(x) of the {@link
 * InputRange} of its training fades it out where no arm was seen; the prior acts alone there.
 *
 * <p>trust_j, 0 at first, tells how much of what the prior leaves g_j has explained of late ({@link
 * Explained}): an arm that is unlike all of the training gets no torque that does not fit it.
 *
 * <p>theta is w, a row a joint, then trust; its norm in the report is of w. The report's stepSize is the mean gain of the filters, outOfRange 1 -
 * inside of the sample, and confidence inside trust_j.
 */
final class NetworkMemoryModel extends RegressionModel {
  private static final double MAX_FEATURE_SQUARE = 1e12;
  private final SampleNetwork network;
  private final List<DMatrixRMaj> directions;
  private final DMatrixRMaj linkMean;
  private final Optional<LinkFeatures> links;
  private final double[] spread;
  private final InputRange range;
  private final double ratio;
  private final LeakyKalman[] filters;
  private final Parameters weights;
  private final Loss loss;
  private final Optional<LossInputs> lossInputs;
  private final Explained explained;
  /** (q, qd, qdd, load), scaled; P_j, a row a joint; inside(x) z_j, likewise; inside(x) (f_theta0 + l P); g. */
  private final double[] x;
  private final double[] linkRows;
  private final double[] z;
  private final double[] fMean;
  private final double[] g;
  private final double[] rest;
  private double load;
  private double inside;
  /** (q, qd) or what {@link LossInputs} says of them, f and tau as a loss wants them. */
  private final DMatrixRMaj state;
  private final DMatrixRMaj lossF;
  private final DMatrixRMaj lossTau;

  private NetworkMemoryModel(NetworkMemorySpec spec, LeakyKalman[] filters, Explained explained,
      Loss loss, Scaling scaling) {
    super(scaling, new Parameters(Stream.concat(Arrays.stream(filters).map(LeakyKalman::weights),
        Stream.of(explained.trust())).toList()));
    int n = scaling.joints();
    weights = theta.slice(0, n);
    LearnedMemory memory = spec.memory();
    network = new SampleNetwork(Mlp.of(3 * n + 1, memory.hidden(), n));
    network.load(memory.theta());
    directions = memory.directions().stream().map(DMatrixRMaj::copy).toList();
    linkMean = memory.linkMean().copy();
    spread = memory.spread().clone();
    links = memory.knowsLinks()
        ? Optional.of(new LinkFeatures(spec.arm().orElseThrow(), scaling, spread))
        : Optional.empty();
    range = memory.range();
    ratio = spec.ratio();
    this.explained = explained;
    this.filters = filters;
    this.loss = loss;
    x = new double[3 * n + 1];
    linkRows = new double[n * linkMean.numCols];
    z = new double[n * memory.count()];
    fMean = new double[n];
    g = new double[n];
    rest = new double[n];
    state = new DMatrixRMaj(1, loss.inputs());
    lossInputs = loss instanceof LogLinearLoss
        ? Optional.of(new LossInputs(scaling, spread, ratio))
        : Optional.empty();
    lossF = new DMatrixRMaj(1, n);
    lossTau = new DMatrixRMaj(1, n);
  }

  /**
   * The model of a spec.
   *
   * @param loss that the spec names, for this model alone
   */
  static NetworkMemoryModel of(NetworkMemorySpec spec, Loss loss, Scaling scaling) {
    spec.memory().requireScaling(scaling);
    LeakyKalman[] filters = new LeakyKalman[scaling.joints()];
    for (int j = 0; j < filters.length; j++) {
      filters[j] = new LeakyKalman(spec.memory().count(), 1, spec.leak(), driftOf(spec.leak()));
    }
    return new NetworkMemoryModel(spec, filters, new Explained(scaling.joints(), spec.ratio()),
        loss,
        scaling);
  }

  /** The drift with which P settles at I: w varies as it does from arm to arm, over the time of the leak. */
  static double driftOf(double leak) {
    return 1 - (1 - leak) * (1 - leak);
  }

  @Override
  @HotPath
  public void carry(double load) {
    this.load = load;
  }

  @Override
  @HotPath
  void evaluate(double[] q, double[] qd, double[] qdd) {
    scaling.inputInto(q, qd, qdd, x, 0);
    x[x.length - 1] = load;
    inside = range.inside(x, 0);
    if (inside == 0) {
      // Not asked at all: a network far off its training may overflow.
      Arrays.fill(z, 0);
      Arrays.fill(fMean, 0);
      Arrays.fill(g, 0);
      Arrays.fill(sample.f, 0);
      return;
    }
    double[] f0 = network.forward(x);
    if (links.isPresent()) {
      links.get().into(x, linkRows, 0, linkMean.numCols);
    }
    double[] a = network.lastHidden();
    int p = linkMean.numCols;
    for (int j = 0; j < fMean.length; j++) {
      double ofLinks = Vectors.dot(linkMean.data, j * p, linkRows, j * p, p);
      fMean[j] = inside * (f0[j] + spread[j] * ofLinks);
      project(j, a);
      filters[j].predictInto(z, j * directions.get(j).numRows, g, j);
      g[j] = fMean[j] + spread[j] * g[j];
      sample.f[j] = explained.trust(j) * g[j];
    }
  }

  /** z_j = inside(x) D_j [a; 1; P_j]. */
  @HotPath
  private void project(int j, double[] a) {
    DMatrixRMaj d = directions.get(j);
    int p = linkMean.numCols;
    int shared = d.numCols - p;
    for (int i = 0; i < d.numRows; i++) {
      int row = i * d.numCols;
      z[j * d.numRows + i] = inside * (Vectors.dot(d.data, row, a, 0, shared - 1)
          + d.data[row + shared - 1] + Vectors.dot(d.data, row + shared, linkRows, j * p, p));
    }
  }

  @Override
  @HotPath
  boolean isUsable(double[] q, double[] qd, double[] qdd) {
    if (lossInputs.isPresent()) {
      lossInputs.get().into(x, fMean, state.data);
    } else {
      System.arraycopy(x, 0, state.data, 0, state.numCols);
    }
    System.arraycopy(sample.f, 0, lossF.data, 0, lossF.numCols);
    System.arraycopy(sample.target, 0, lossTau.data, 0, lossTau.numCols);
    report.loss = loss.evaluate(state, lossF, lossTau);
    loss.weightsInto(report.phi);
    explained.trustInto(inside, report.confidence);
    report.outOfRange = Math.max(1 - inside, loss.outOfRange());
    return Double.isFinite(report.loss)
        && Vectors.dot(z, 0, z, 0, z.length) <= MAX_FEATURE_SQUARE;
  }

  @Override
  @HotPath
  double step() {
    double gain = 0;
    for (int j = 0; j < filters.length; j++) {
      rest[j] = (sample.target[j] - fMean[j]) / spread[j];
      double precision = ratio * report.phi[j] * spread[j] * spread[j];
      precision = Math.min(Math.max(precision, 0), LinearFilter.MAX_PRECISION);
      gain += filters[j].update(z, j * directions.get(j).numRows, rest, j, precision);
      explained.add(j, sample.target[j], g[j]);
    }
    return gain / filters.length;
  }

  @Override
  @HotPath
  public void slowDown(double share) {
    for (int j = 0; j < filters.length; j++) {
      filters[j].slowDown(share);
    }
  }

  @Override
  public void collectState(StateBlocks state) {
    for (LeakyKalman filter : filters) {
      filter.collectState(state);
    }
    explained.collectState(state);
    lossInputs.ifPresent(inputs -> inputs.collectState(state));
  }

  @Override
  @HotPath
  double norm() {
    return weights.norm();
  }

  @Override
  @HotPath
  void forget() {
    explained.forget();
    if (lossInputs.isPresent()) {
      lossInputs.get().forget();
    }
    for (int j = 0; j < filters.length; j++) {
      filters[j].reset();
    }
  }

  @Override
  public long multiplyAddsPerUpdate() {
    return network.parameters().count()
        + directions.stream().mapToLong(DMatrixRMaj::getNumElements).sum()
        + links.map(LinkFeatures::multiplyAdds).orElse(0L)
        + filters.length * filters[0].multiplyAddsPerUpdate() + loss.phi().count();
  }
}
