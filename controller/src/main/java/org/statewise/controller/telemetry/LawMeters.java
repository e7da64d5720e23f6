package org.statewise.controller.telemetry;

import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.models.online.LearnOutcome;

/** The metrics of the law and of what adapts: errors, torques by part, learning. */
final class LawMeters {
  private static final double SMOOTHING = 1.0 / 250;

  private final TickRecord last;
  private final Counter[] trackingSquares;
  private final Counter[] linkSquares;
  private final Counter[] predictionSquares;
  private final Counter[] priorSquares;
  private final Counter tracked;
  private final Counter learned;
  private final Counter outOfRange;
  private final Map<LearnOutcome, Counter> outcomes;
  private final Map<Intervention, Counter> interventions = new EnumMap<>(Intervention.class);
  private final Map<Intervention, Counter> observerInterventions = new EnumMap<>(
      Intervention.class);
  private final BorneShares shares = new BorneShares();
  private double squaredFeedback;
  private double squaredFeedForward;

  /** For joints of these names, from base to flange. */
  LawMeters(Meters meters, List<String> joints) {
    last = new TickRecord(joints.size());
    trackingSquares = each(joints, meters, Metric.Q_ERROR_SQUARES);
    linkSquares = each(joints, meters, Metric.LINK_ERROR_SQUARES);
    predictionSquares = each(joints, meters, Metric.PREDICTION_SQUARES);
    priorSquares = each(joints, meters, Metric.PRIOR_SQUARES);
    tracked = meters.counter(Metric.TRACKED);
    learned = meters.counter(Metric.LEARNED);
    outOfRange = meters.counter(Metric.OUT_OF_RANGE);
    outcomes = meters.counters(Metric.OUTCOMES, LearnOutcome.class);
    for (Intervention kind : EnumSet.complementOf(EnumSet.of(Intervention.NONE))) {
      interventions.put(kind, meters.counter(Metric.INTERVENTIONS, kind.word(false)));
      observerInterventions.put(kind, meters.counter(Metric.INTERVENTIONS, kind.word(true)));
    }
    meters.gauge(Metric.LINK_ESTIMATED, this::linkEstimated);
    meters.gauge(Metric.FEEDBACK_SHARE,
        () -> MotionSummary.share(squaredFeedback, squaredFeedForward));
    meters.gauge(Metric.FEEDFORWARD_SHARE,
        () -> MotionSummary.share(squaredFeedForward, squaredFeedback));
    meters.gauge(Metric.MEMORY_SHARE, shares::memory);
    meters.gauge(Metric.OBSERVER_SHARE, shares::observer);
    meters.gauge(Metric.STEP_SIZE, () -> last.stepSize);
    meters.gauge(Metric.THETA_NORM, () -> last.thetaNorm);
    meters.gauge(Metric.FIELDS, () -> last.fieldsInUse);
    meters.gauge(Metric.RECYCLED_FIELDS, () -> last.fieldsRecycled);
    meters.gauge(Metric.LOSS, () -> last.loss);
    for (int i = 0; i < joints.size(); i++) {
      registerJoint(meters, i, joints.get(i));
    }
  }

  private static Counter[] each(List<String> joints, Meters meters, Metric metric) {
    return joints.stream().map(joint -> meters.counter(metric, joint)).toArray(Counter[]::new);
  }

  private double linkEstimated() {
    return switch (last.linkSide) {
      case TRUE -> 0;
      case ESTIMATED -> 1;
      case UNKNOWN -> Double.NaN;
    };
  }

  private void registerJoint(Meters meters, int j, String joint) {
    meters.gauge(Metric.Q_ERROR, () -> last.qDes[j] - last.state.q[j], joint);
    meters.gauge(Metric.LINK_ERROR, () -> last.qDes[j] - last.qLink[j], joint);
    meters.gauge(Metric.PREDICTION, () -> last.predictionError[j], joint);
    meters.gauge(Metric.PRIOR, () -> last.priorError[j], joint);
    meters.gauge(Metric.CONFIDENCE, () -> last.confidence[j], joint);
    meters.gauge(Metric.PHI, () -> last.phi[j], joint);
    meters.gauge(Metric.TORQUE, () -> last.uPrior[j], joint, "prior");
    meters.gauge(Metric.TORQUE, () -> last.uMemory(j), joint, "memory");
    meters.gauge(Metric.TORQUE, () -> last.uObserver[j], joint, "observer");
    meters.gauge(Metric.TORQUE, () -> last.uFb[j], joint, "feedback");
    meters.gauge(Metric.TORQUE, () -> last.u[j], joint, "command");
    meters.gauge(Metric.TORQUE, () -> last.state.tau[j], joint, "measured");
  }

  void add(TickRecord tick) {
    last.copyFrom(tick);
    if (tick.phase == LoopPhase.RUNNING && tick.await == AwaitResult.FRESH) {
      tracked.increment();
      smoothTorque(tick);
      for (int j = 0; j < trackingSquares.length; j++) {
        addSquare(trackingSquares[j], tick.qDes[j] - tick.state.q[j]);
        addSquare(linkSquares[j], tick.qDes[j] - tick.qLink[j]);
      }
    }
    if (tick.intervention != Intervention.NONE) {
      interventions.get(tick.intervention).increment();
    }
    if (tick.observerIntervention != Intervention.NONE) {
      observerInterventions.get(tick.observerIntervention).increment();
    }
    if (tick.outcome != null) {
      outcomes.get(tick.outcome).increment();
    }
    if (tick.learned) {
      shares.add(tick);
      learned.increment();
      outOfRange.increment(tick.outOfRange > 0 ? 1 : 0);
      for (int j = 0; j < predictionSquares.length; j++) {
        addSquare(predictionSquares[j], tick.predictionError[j]);
        addSquare(priorSquares[j], tick.priorError[j]);
      }
    }
  }

  /** One number that is none would make the sum useless for the rest of the run. */
  private static void addSquare(Counter sum, double value) {
    double square = value * value;
    if (Double.isFinite(square)) {
      sum.increment(square);
    }
  }

  private void smoothTorque(TickRecord tick) {
    double feedback = 0;
    double feedForward = 0;
    for (int j = 0; j < tick.u.length; j++) {
      double uFf = tick.uPrior[j] + tick.uModel[j];
      feedback += tick.uFb[j] * tick.uFb[j];
      feedForward += uFf * uFf;
    }
    squaredFeedback += SMOOTHING * (feedback - squaredFeedback);
    squaredFeedForward += SMOOTHING * (feedForward - squaredFeedForward);
  }
}
