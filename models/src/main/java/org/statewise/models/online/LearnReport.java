package org.statewise.models.online;

import java.util.Arrays;
import org.statewise.models.HotPath;

/**
 * What the last {@link OnlineModel#learn} found and did: a reused carrier that the model writes and
 * the thread that called it reads.
 */
public final class LearnReport {
  /** The loss of the sample before the update, in scaled torques: dimensionless. */
  public double loss;

  /** The step taken, alpha or less; 0 if none was. Dimensionless. */
  public double stepSize;

  /** The Euclidean norm of the parameters after the update. Dimensionless. */
  public double thetaNorm;

  /** tau - f before the update, Nm. */
  public final double[] predictionError;

  /** The loss's weight of each joint for this sample; zeros for a loss without weights. */
  public final double[] phi;

  /** How far the sample's state lay outside those that the loss was trained on, 0 to 1. */
  public double outOfRange;

  /**
   * What scaled a memory's prediction of each joint, 0 to 1, by how well it knows the place and how right it has
   * been of late; not a number for a model that does not tell.
   */
  public final double[] confidence;

  /** Receptive fields in use; 0 for a model without. */
  public int fieldsInUse;

  /** How many receptive fields have been taken over by another place since the model was made. */
  public long fieldsRecycled;

  /** A report for {@code joints} joints, nothing learned yet. */
  public LearnReport(int joints) {
    predictionError = new double[joints];
    phi = new double[joints];
    confidence = new double[joints];
    Arrays.fill(confidence, Double.NaN);
  }

  /** Takes over everything from a report of the same joint count. */
  @HotPath
  public void copyFrom(LearnReport other) {
    loss = other.loss;
    stepSize = other.stepSize;
    thetaNorm = other.thetaNorm;
    outOfRange = other.outOfRange;
    fieldsInUse = other.fieldsInUse;
    fieldsRecycled = other.fieldsRecycled;
    System.arraycopy(other.predictionError, 0, predictionError, 0, predictionError.length);
    System.arraycopy(other.phi, 0, phi, 0, phi.length);
    System.arraycopy(other.confidence, 0, confidence, 0, confidence.length);
  }
}
