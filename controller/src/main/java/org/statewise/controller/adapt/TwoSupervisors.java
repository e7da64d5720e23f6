package org.statewise.controller.adapt;

import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.LearnReport;
import org.statewise.models.online.OnlineModel;

/**
 * Supervises a model: as one where it is one, and memory and observer apart where it is of two parts, so that
 * the one that does harm is slowed down or taken away and the other stays.
 *
 * <pre>
 *            torque that may swing    error e            feedback uFb
 * memory     u_memory                 tau - memory       while the observer is out, else none
 * observer   u_observer               tau - sum          always
 * </pre>
 *
 * <p>each by the rules of {@link Supervisor}, with the same r, what the prior leaves. So a memory that predicts
 * worse than nothing is found though the observer mends its error, and a swing is that of the part that
 * makes it: while an observer that swung is on its way out, what the memory answers to the shaken arm
 * is no swing of the memory's; and where the sum swings fast though neither does, it is that of the one that
 * swings more. A memory that is out leaves its torque to the observer, which then
 * learns all of it.
 */
final class TwoSupervisors {
  private final Supervisor memory;
  private final Supervisor observer;
  private final SwingCounter sum;
  private final OnlineModel model;
  private final Parameters firstMemory;
  private final Parameters firstObserver;
  private final double[] uMemory;
  private final double[] nothing;
  private final double[] error;
  private double memoryGain = 1;
  private double observerGain = 1;
  private Intervention ofObserver = Intervention.NONE;

  /** @param tauMax torque limits, Nm */
  TwoSupervisors(OnlineModel model, double[] tauMax, double periodSeconds) {
    this.model = model;
    memory = new Supervisor(tauMax, periodSeconds);
    observer = model.hasObserver() ? new Supervisor(tauMax, periodSeconds) : null;
    sum = Oscillation.fastSwings(tauMax, periodSeconds);
    firstMemory = model.memory().theta().copy();
    firstObserver = model.observer().theta().copy();
    uMemory = new double[tauMax.length];
    nothing = new double[tauMax.length];
    error = new double[tauMax.length];
  }

  /** In how many ticks harm is found at the latest. */
  int windowTicks() {
    return memory.windowTicks();
  }

  /** How much of the sum is let through, 0 to 1; parts are scaled by the model. */
  @HotPath
  double weight() {
    return observer == null ? memory.weight() : 1;
  }

  /** Tells the model how much of each part acts, before it is asked for its torque. */
  @HotPath
  void letAct() {
    if (observer != null) {
      model.letAct(memory.weight(), observer.weight(), memory.mayLearn(), observer.mayLearn());
    }
  }

  /**
   * Takes what swung out of what fades out.
   *
   * @param uModel the sum that is let through, Nm; overwritten
   * @param uObserver the observer's part of it, Nm; overwritten
   */
  @HotPath
  void calm(double[] uModel, double[] uObserver) {
    if (observer == null) {
      memory.calm(uModel);
      return;
    }
    if (!memory.withdraws() && !observer.withdraws()) {
      return;
    }
    split(uModel, uObserver);
    memory.calm(uMemory);
    observer.calm(uObserver);
    for (int j = 0; j < uModel.length; j++) {
      uModel[j] = uMemory[j] + uObserver[j];
    }
  }

  @HotPath
  private void split(double[] uModel, double[] uObserver) {
    for (int j = 0; j < uModel.length; j++) {
      uMemory[j] = uModel[j] - uObserver[j];
    }
  }

  /** Whether anything may learn. */
  @HotPath
  boolean mayLearn() {
    return memory.mayLearn() || (observer != null && observer.mayLearn());
  }

  /** Whether all of what adapts is trusted. */
  @HotPath
  boolean trustsAll() {
    return memory.mayLearn() && (observer == null || observer.mayLearn());
  }

  /** Tells the model of a bandwidth that has changed. */
  @HotPath
  void slowDown() {
    if (memory.gain() != memoryGain) {
      memoryGain = memory.gain();
      model.memory().slowDown(memoryGain);
    }
    if (observer != null && observer.gain() != observerGain) {
      observerGain = observer.gain();
      model.observer().slowDown(observerGain);
    }
  }

  /**
   * The model learned a sample.
   *
   * @param taught what was asked of the parts: what the prior leaves, and more
   */
  @HotPath
  void learned(CompositeTerm taught) {
    if (memory.mayLearn()) {
      learned(memory, model.memory().report(), taught);
    }
    if (observer != null && observer.mayLearn()) {
      learned(observer, model.observer().report(), taught);
    }
  }

  /** A part is judged by what it says of the torque that acted. */
  @HotPath
  private void learned(Supervisor judge, LearnReport report, CompositeTerm taught) {
    taught.takeFrom(report.predictionError, error);
    judge.learned(error, taught.residual(), report.thetaNorm);
  }

  /** Somebody asks for the model. */
  @HotPath
  void allow() {
    memory.allow();
    if (observer != null) {
      observer.allow();
    }
  }

  /**
   * A tick passes; what is begun anew is then what it was at first.
   *
   * @param uModel the sum as it was let through, Nm
   * @param uObserver the observer's part of it, Nm
   * @param uFb feedback, Nm
   * @return what was done to the memory, or to a model of one part; {@link #ofObserver} is the rest
   */
  @HotPath
  Intervention pass(double[] uModel, double[] uObserver, double[] uFb, Setpoint desired) {
    ofObserver = Intervention.NONE;
    Intervention done;
    if (observer == null) {
      done = memory.pass(uModel, uFb, desired);
    } else {
      split(uModel, uObserver);
      watchSum(uModel, desired);
      ofObserver = observer.pass(uObserver, uFb, desired);
      if (observer.withdraws() && observer.weight() > 0) {
        memory.forgetSwings();
      }
      boolean alone = observer.weight() == 0 || memory.withdraws();
      done = memory.pass(uMemory, alone ? uFb : nothing, desired);
      if (ofObserver == Intervention.REARMED) {
        model.observer().restore(firstObserver);
      }
      if (done != Intervention.NONE || ofObserver != Intervention.NONE) {
        sum.forgetSwings();
      }
    }
    if (done == Intervention.REARMED) {
      model.memory().restore(firstMemory);
    }
    return done;
  }

  /** Two parts that are calm by themselves may swing together: then the one that swings more is to blame. */
  @HotPath
  private void watchSum(double[] uModel, Setpoint desired) {
    if (!sum.swings(uModel, desired.qdDes)) {
      return;
    }
    if (trustsAll()) {
      int joint = sum.swinging();
      (observer.swingPower(joint) < memory.swingPower(joint) ? memory : observer).blame();
    }
    sum.forgetSwings();
  }

  /** What was done to the observer in the last tick. */
  @HotPath
  Intervention ofObserver() {
    return ofObserver;
  }
}
