package org.statewise.models.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.online.LinkFeatures;

/**
 * What the last layer of an arm is given, joint by joint: [a(x); 1; P_j(x)], a(x) the last hidden layer that arms
 * share, P_j what its links do ({@link LinkFeatures}), where they are known. Targets are in units of {@link
 * HeadedTraining#rms}. One thread.
 */
public final class HeadFeatures {
  private final HeadedTraining training;
  private final Optional<LinkFeatures> links;
  private final double[] rms;
  private final int shared;
  private final int count;
  private final DMatrixRMaj input;
  private final DMatrixRMaj rows;

  /**
   * @param training of the hidden layers, done
   * @param links of the arm, in units of {@link HeadedTraining#rms}
   */
  public HeadFeatures(HeadedTraining training, Optional<LinkFeatures> links) {
    this.training = training;
    this.links = links;
    rms = training.rms();
    shared = training.width() + 1;
    count = shared + (links.isPresent() ? LinkFeatures.count(rms.length) : 0);
    input = new DMatrixRMaj(1, training.inputs());
    rows = new DMatrixRMaj(rms.length, count);
  }

  /** k. */
  public int count() {
    return count;
  }

  /** H + 1, those that all joints share. */
  public int shared() {
    return shared;
  }

  /** n. */
  public int joints() {
    return rms.length;
  }

  /** The rows of all joints for a sample, n x k: its own, overwritten by the next. */
  public DMatrixRMaj of(TaughtSamples samples, int i) {
    samples.inputInto(i, input, 0);
    double[] a = training.features(input).data;
    for (int j = 0; j < rms.length; j++) {
      System.arraycopy(a, 0, rows.data, j * count, shared);
    }
    links.ifPresent(ofArm -> ofArm.into(input.data, rows.data, shared, count));
    return rows;
  }

  /** Target j of a sample, in units of {@link HeadedTraining#rms}. */
  public double target(TaughtSamples samples, int i, int j) {
    return samples.target(i, j) / rms[j];
  }

  /** What all samples of a run say of the last layer, a task a joint. */
  public List<LinearTask> tasks(TaughtSamples samples) {
    List<LinearTask> tasks = new ArrayList<>();
    for (int j = 0; j < rms.length; j++) {
      tasks.add(new LinearTask(count, 1));
    }
    double[] a = new double[count];
    double[] y = new double[1];
    for (int i = 0; i < samples.count(); i++) {
      of(samples, i);
      for (int j = 0; j < rms.length; j++) {
        System.arraycopy(rows.data, j * count, a, 0, count);
        y[0] = target(samples, i, j);
        tasks.get(j).add(a, y);
      }
    }
    return tasks;
  }

  /** What is thought of the last layer of joint j before any was fitted by itself. */
  public HeadPrior roughPrior(int j, double noiseVariance) {
    HeadPrior network = training.roughPrior(noiseVariance);
    DMatrixRMaj mean = new DMatrixRMaj(1, count);
    DMatrixRMaj covariance = new DMatrixRMaj(count, count);
    for (int i = 0; i < count; i++) {
      mean.data[i] = i < shared ? network.mean().get(j, i) : 0;
      for (int l = 0; l < count; l++) {
        covariance.set(i, l, i < shared && l < shared
            ? network.covariance().get(i, l)
            : i == l ? 1 : 0);
      }
    }
    return new HeadPrior(mean, covariance, new double[]{noiseVariance});
  }
}
