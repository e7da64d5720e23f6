package org.statewise.controller.adapt;

import java.util.Arrays;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.adapt.SampleSettings.Acceleration;
import org.statewise.models.HotPath;

/**
 * Makes samples out of the ticks: state t is complete when state t + 1 is there, since only then is
 * its acceleration known. With h- and h+ the arm's time from state t - 1 and to state t + 1,
 *
 * <pre>
 * positions:   qdd_t = 2 ((q_{t+1} - q_t) / h+ - (q_t - q_{t-1}) / h-) / (h- + h+)
 *              qd_t  = (q_{t+1} - q_{t-1}) / (h- + h+)
 * velocities:  qdd_t = (qd_{t+1} - qd_{t-1}) / (h- + h+),  qd_t as measured
 * tau_t = sum_i w_i u_i,  uFb_t = sum_i w_i uFb_i
 * </pre>
 *
 * <p>u_i acts from {@code delayNs} after it was sent until the next one acts. Each difference is a
 * weighted mean of the acceleration around state t: by a box from t - 1 to t + 1 for velocities, by
 * a triangle over the same time with its peak at t for positions. w_i is the part of it in which u_i
 * acted; so the torque belongs to the very acceleration that it is compared with. A lag of the
 * motors counts as a delay of its time constant. Where the source gives an acceleration, as imported
 * streams do, the sample is complete at once.
 *
 * <p>A gap between states starts over: no difference is ever taken across one.
 */
public final class SampleBuilder {
  /** Commands of two steps, and the one that acted before them. */
  private static final int STEPS = 3;

  private final SampleSettings settings;
  // Two states back, and one state back.
  private final JointState before;
  private final JointState last;
  /** Commands and the arm's time that they answered, the newest at index 0. */
  private final double[][] u;
  private final double[][] uFb;
  private final long[] sentNs;
  private final double[] noFeedback;
  private int commands;
  private int known;

  /** From velocities, with commands that act at once. */
  public SampleBuilder(int joints, TorqueTarget target, long longestStepNs) {
    this(joints, SampleSettings.plain(target, longestStepNs));
  }

  /** Samples of {@code joints} joints. */
  public SampleBuilder(int joints, SampleSettings settings) {
    this.settings = settings;
    before = new JointState(joints);
    last = new JointState(joints);
    long periodNs = ModelScaling.periodNs(settings.longestStepNs());
    u = new double[STEPS + (int) Math.ceilDiv(settings.delayNs(), periodNs)][joints];
    uFb = new double[u.length][joints];
    noFeedback = new double[joints];
    sentNs = new long[u.length];
  }

  /** Forgets what it has seen. */
  @HotPath
  public void restart() {
    known = 0;
    commands = 0;
  }

  /** Takes the state of this tick and a torque of which nobody says what feedback is in it. */
  @HotPath
  public boolean offer(JointState now, double[] uNow, Sample out) {
    return offer(now, uNow, noFeedback, out);
  }

  /**
   * Takes the state of this tick and the torque sent in answer.
   *
   * @param feedback the part of it that is feedback, Nm
   * @return whether {@code out} now holds a complete sample
   */
  @HotPath
  public boolean offer(JointState now, double[] uNow, double[] feedback, Sample out) {
    if (known > 0 && !follows(now)) {
      restart();
    }
    boolean complete = Double.isFinite(now.qdd[0])
        ? direct(now, uNow, feedback, out)
        : differences(now, out);
    before.copyFrom(last);
    last.copyFrom(now);
    known = Math.min(known + 1, 2);
    remember(now.armTimeNs, uNow, feedback);
    return complete;
  }

  private boolean follows(JointState now) {
    long stepNs = now.armTimeNs - last.armTimeNs;
    return stepNs > 0 && stepNs <= settings.longestStepNs();
  }

  private boolean direct(JointState now, double[] uNow, double[] feedback, Sample out) {
    copy(now.q, out.q);
    copy(now.qd, out.qd);
    copy(now.qdd, out.qdd);
    copy(settings.target().isMeasured() ? now.tau : uNow, out.tau);
    copy(feedback, out.uFb);
    return true;
  }

  private boolean differences(JointState now, Sample out) {
    if (known < 2) {
      return false;
    }
    double firstSeconds = (last.armTimeNs - before.armTimeNs) * 1e-9;
    double secondSeconds = (now.armTimeNs - last.armTimeNs) * 1e-9;
    double spanSeconds = firstSeconds + secondSeconds;
    boolean positions = settings.acceleration() == Acceleration.POSITION;
    copy(last.q, out.q);
    for (int j = 0; j < out.qdd.length; j++) {
      if (positions) {
        double later = (now.q[j] - last.q[j]) / secondSeconds;
        double earlier = (last.q[j] - before.q[j]) / firstSeconds;
        out.qdd[j] = 2 * (later - earlier) / spanSeconds;
        out.qd[j] = (now.q[j] - before.q[j]) / spanSeconds;
      } else {
        out.qdd[j] = (now.qd[j] - before.qd[j]) / spanSeconds;
        out.qd[j] = last.qd[j];
      }
    }
    if (settings.target().isMeasured()) {
      copy(last.tau, out.tau);
    } else {
      meanInto(u, now.armTimeNs, out.tau);
    }
    meanInto(uFb, now.armTimeNs, out.uFb);
    return true;
  }

  /** mean = sum_i w_i sent_i; before the oldest command that is known, that one counts. */
  private void meanInto(double[][] sent, long nowNs, double[] mean) {
    Arrays.fill(mean, 0);
    double until = 1;
    for (int i = 0; i < commands; i++) {
      double from = i == commands - 1 ? 0 : share(sentNs[i] + settings.delayNs(), nowNs);
      double w = until - from;
      for (int j = 0; j < mean.length; j++) {
        mean[j] += w * sent[i][j];
      }
      until = from;
    }
  }

  /** The part of the window's weight that lies before {@code timeNs}, 0 to 1. */
  private double share(long timeNs, long nowNs) {
    if (timeNs <= before.armTimeNs) {
      return 0;
    }
    if (timeNs >= nowNs) {
      return 1;
    }
    double span = nowNs - before.armTimeNs;
    double x = timeNs - before.armTimeNs;
    if (settings.acceleration() == Acceleration.VELOCITY) {
      return x / span;
    }
    double rise = last.armTimeNs - before.armTimeNs;
    return x <= rise ? x * x / (rise * span) : 1 - (span - x) * (span - x) / ((span - rise) * span);
  }

  private void remember(long armTimeNs, double[] uNow, double[] feedback) {
    double[] oldest = u[u.length - 1];
    double[] oldestFeedback = uFb[u.length - 1];
    for (int i = u.length - 1; i > 0; i--) {
      u[i] = u[i - 1];
      uFb[i] = uFb[i - 1];
      sentNs[i] = sentNs[i - 1];
    }
    u[0] = oldest;
    copy(uNow, u[0]);
    uFb[0] = oldestFeedback;
    copy(feedback, uFb[0]);
    sentNs[0] = armTimeNs;
    commands = Math.min(commands + 1, u.length);
  }

  private static void copy(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }
}
