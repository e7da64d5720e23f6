package org.statewise.controller.train;

import java.io.Serial;
import java.io.Serializable;
import java.util.random.RandomGenerator;
import org.statewise.models.loss.Loss;
import org.statewise.models.meta.Batch;
import org.statewise.models.meta.MetaGradient;
import org.statewise.models.net.Parameters;

/**
 * One task of Algorithm 1: a fresh network, a robot, a pair of batches of that robot. The robot is drawn first and
 * each is as likely, so that one with many recordings counts no more than one with few. The same seed and the
 * same phis give the same numbers wherever they are computed. One thread at a time.
 */
public final class TaskKernel {
  /** Of a task's network, and of its robot and batches: generators apart, so that either is drawn alone. */
  private static final long NETWORK = 0;
  private static final long SAMPLES = 1;

  private final TaskSetup setup;
  private final FreshNetwork fresh;
  private final MetaGradient meta;
  private final Parameters phi;
  private final Parameters theta;
  private final Parameters dTaskdPhi;
  private final Batch a;
  private final Batch b;

  /**
   * What a step leaves.
   *
   * @param next where the task stands then
   */
  public record Step(TaskState next, TaskGradient gradient) implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;
  }

  public TaskKernel(TaskSetup setup) {
    this.setup = setup;
    Loss loss = setup.loss().spec().build(setup.joints(), Seeds.generator(0, Seeds.PHI));
    fresh = new FreshNetwork(setup.joints(), setup.model());
    meta = new MetaGradient(fresh.mlp(), loss, setup.model().alpha(), setup.unroll());
    phi = loss.phi();
    dTaskdPhi = phi.newLike();
    theta = fresh.mlp().newParameters();
    a = new Batch(setup.size(), setup.joints());
    b = new Batch(setup.size(), setup.joints());
  }

  /** A task before its first step. */
  public TaskState begin(long seed) {
    fresh.drawInto(theta, Seeds.generator(seed, NETWORK));
    return new TaskState(seed, theta.toArray());
  }

  /** The task's meta-gradient at {@code phiNow}, and its network after the inner steps. */
  public Step step(TaskState state, double[] phiNow) {
    phi.fromArray(phiNow);
    theta.fromArray(state.theta());
    draw(Seeds.generator(state.seed(), SAMPLES));
    double taskLoss = meta.gradientInto(theta, a, b, dTaskdPhi);
    return new Step(new TaskState(state.seed(), meta.thetaNew().toArray()),
        new TaskGradient(dTaskdPhi.toArray(), taskLoss));
  }

  private void draw(RandomGenerator rng) {
    int robot = rng.nextInt(setup.robotEnds().length);
    int first = robot == 0 ? 0 : setup.robotEnds()[robot - 1];
    int end = setup.robotEnds()[robot];
    for (Batch batch : new Batch[]{a, b}) {
      for (int row = 0; row < batch.samples(); row++) {
        batch.set(row, setup.inputs(), setup.taus(), rng.nextInt(first, end));
      }
    }
  }
}
