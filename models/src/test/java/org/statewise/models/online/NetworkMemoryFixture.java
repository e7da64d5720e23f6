package org.statewise.models.online;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.Draw;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.loss.InputRange;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.MlpWorkspace;
import org.statewise.models.net.Parameters;

/** A small network that knows arms of two joints, what it computes by its batch pass, and how it is used. */
abstract class NetworkMemoryFixture {
  static final int N = 2;
  static final int WIDTH = 6;
  static final int COUNT = 3;
  static final double LEAK = 1e-8;
  private static final int LINKS = LinkFeatures.count(N);
  private static final int FEATURES = WIDTH + 1 + LINKS;

  final Scaling scaling = Scaling.uniform(1, 2, 10, new double[]{50, 20});
  final Draw draw = new Draw(11);
  final Parameters theta = theta();
  final double[] spread = {0.3, 0.1};
  final List<DMatrixRMaj> directions = List.of(matrix(COUNT), matrix(COUNT));
  final DMatrixRMaj linkMean = new DMatrixRMaj(N, LINKS, true, draw.array(N * LINKS));
  final LearnedMemory memory = memory(scaling);
  final LossSpec.Trained loss = structured(4, 9);
  final double[] u = new double[N];

  private DMatrixRMaj matrix(int rows) {
    return new DMatrixRMaj(rows, FEATURES, true, draw.array(rows * FEATURES));
  }

  private static Mlp mlp() {
    return Mlp.of(3 * N + 1, List.of(5, WIDTH), N);
  }

  private static Parameters theta() {
    Parameters drawn = mlp().newParameters();
    mlp().initialise(drawn, new Draw(3).generator());
    return drawn;
  }

  /** The outer two joints of one that is shipped. */
  static ArmModel arm() {
    ArmModel whole = ShippedArms.load("iiwa7");
    return new ArmModel("wrist", whole.gravity(), whole.joints().subList(5, 7));
  }

  private LearnedMemory memory(Scaling used) {
    double[] high = new double[3 * N];
    Arrays.fill(high, 2);
    double[] low = new double[3 * N];
    Arrays.fill(low, -2);
    return new LearnedMemory(List.of(5, WIDTH), theta, directions, linkMean, spread,
        new InputRange(low, high), used);
  }

  /** Weights phi_j = softplus(s_j). */
  static LossSpec.Trained structured(double... phi) {
    double[] s = Arrays.stream(phi)
        .map(weight -> weight > 30 ? weight : Math.log(Math.expm1(weight))).toArray();
    return new LossSpec.Trained(new LossSpec.Structured(),
        new Parameters(List.of(new DMatrixRMaj(s.length, 1, true, s))));
  }

  /** Weights of which {@code atRest} is added to the logarithm of a joint that stands still. */
  static LossSpec.Trained logLinear(double logarithm, double atRest) {
    DMatrixRMaj s = new DMatrixRMaj(N, 1);
    s.fill(logarithm);
    DMatrixRMaj c = new DMatrixRMaj(NetworkMemorySpec.LOSS_INPUTS.size(), 1);
    c.data[1] = atRest;
    return new LossSpec.Trained(new LossSpec.LogLinear(NetworkMemorySpec.LOSS_INPUTS.size()),
        new Parameters(List.of(s, c)));
  }

  /** Numbers within the range of the training. */
  double[] state() {
    return Arrays.stream(draw.array(N)).map(x -> Math.clamp(x, -1.9, 1.9)).toArray();
  }

  NetworkMemorySpec spec(LossSpec by, double leak) {
    return new NetworkMemorySpec(memory, by, leak).on(Optional.of(arm()));
  }

  OnlineModel model() {
    return model(loss);
  }

  OnlineModel model(LossSpec by) {
    return spec(by, LEAK).build(N, scaling, draw.generator());
  }

  /** What is right for the mean of all arms, a number a joint, then z_j, {@link #COUNT} a joint. */
  double[] meanAndFeatures(double[] q, double[] qd, double[] qdd, double load) {
    DMatrixRMaj x = new DMatrixRMaj(1, 3 * N + 1);
    scaling.inputInto(q, qd, qdd, x.data, 0);
    x.data[3 * N] = load;
    double[] f = mlp().forward(theta, x, mlp().newWorkspace(1)).data.clone();
    Mlp below = Mlp.of(3 * N + 1, List.of(5), WIDTH);
    MlpWorkspace hidden = below.newWorkspace(1);
    DMatrixRMaj a = below.forward(theta.slice(0, 4), x, hidden);
    double[] links = new double[N * LINKS];
    new LinkFeatures(arm(), scaling, spread).into(x.data, links, 0, LINKS);
    double[] all = Arrays.copyOf(f, N + N * COUNT);
    for (int j = 0; j < N; j++) {
      double[] features = new double[FEATURES];
      for (int k = 0; k < WIDTH; k++) {
        features[k] = Math.max(0, a.data[k]);
      }
      features[WIDTH] = 1;
      System.arraycopy(links, j * LINKS, features, WIDTH + 1, LINKS);
      for (int k = 0; k < LINKS; k++) {
        all[j] += spread[j] * linkMean.get(j, k) * links[j * LINKS + k];
      }
      for (int i = 0; i < COUNT; i++) {
        for (int k = 0; k < FEATURES; k++) {
          all[N + j * COUNT + i] += directions.get(j).get(i, k) * features[k];
        }
      }
    }
    return all;
  }

  /** The torque, Nm, of an arm whose last layers differ by {@code w} from the mean's. */
  double[] torqueOf(double[] w, double[] q, double[] qd, double[] qdd) {
    double[] f = meanAndFeatures(q, qd, qdd, 0);
    double[] tau = new double[N];
    for (int j = 0; j < N; j++) {
      double sum = f[j];
      for (int k = 0; k < COUNT; k++) {
        sum += spread[j] * w[k] * f[N + j * COUNT + k];
      }
      tau[j] = sum * scaling.tauMax()[j];
    }
    return tau;
  }

  /** A model that was right for the mean arm long enough to be trusted, and is so still. */
  OnlineModel trusted() {
    OnlineModel model = model();
    double[] rest = new double[N];
    for (int i = 0; i < 60; i++) {
      double[] q = state();
      model.learn(q, rest, rest, torqueOf(new double[COUNT], q, rest, rest));
    }
    return model;
  }
}
