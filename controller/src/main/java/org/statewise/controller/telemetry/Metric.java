package org.statewise.controller.telemetry;

/** Every metric of Statewise: its name, which ends in its unit, and what it means. */
enum Metric {
  TICKS("statewise.loop.ticks", "Ticks of the control loop, those without a state included."),
  RATE("statewise.loop.rate.hertz", "Ticks that answered a state in the last second."),
  LATENCY("statewise.loop.latency", "From a state's arrival to its command's departure."),
  MISSED("statewise.loop.missed.states", "States that the arm sent and the loop never saw."),
  DEADLINE("statewise.loop.deadline.misses",
      "Commands that left more than a period after their state came."),
  PHASE("statewise.loop.phase", "1 for the phase that the loop is in, 0 for every other."),
  Q_ERROR("statewise.tracking.error.radians", "Desired minus measured position."),
  TORQUE("statewise.torque.newton.metres",
      "Torque by part: prior, model, feedback, command, measured."),
  FEEDBACK_SHARE("statewise.feedback.share.ratio",
      "Sum of squares of the feedback over that of the command, smoothed over a second."),
  FEEDFORWARD_SHARE("statewise.feedforward.share.ratio",
      "Sum of squares of the feed-forward over that of the command, smoothed over a second."),
  PREDICTION("statewise.prediction.error.newton.metres",
      "Target minus prediction of the last sample, before it was learned."),
  STEP_SIZE("statewise.adaptation.step.size", "Effective step size of the last update."),
  THETA_NORM("statewise.adaptation.parameter.norm", "Euclidean norm of theta."),
  LOSS("statewise.adaptation.loss", "Learned loss of the last sample."),
  LEARNED("statewise.adaptation.samples", "Samples that the model learned from."),
  INTERVENTIONS("statewise.adaptation.interventions",
      "What supervision did to the adaptation, by reason."),
  TRIPS("statewise.guard.trips", "Ticks in which a guard changed the command or stopped the arm."),
  DROPS("statewise.ring.drops", "Ticks that a full ring dropped.");

  private final String meterName;
  private final String help;

  Metric(String meterName, String help) {
    this.meterName = meterName;
    this.help = help;
  }

  String meterName() {
    return meterName;
  }

  String help() {
    return help;
  }
}
