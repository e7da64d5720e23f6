package org.statewise.controller.telemetry;

import java.util.List;

/**
 * Every metric of Statewise: what it is, the labels that tell its series apart, and what it means. Names
 * end in their unit; the registry adds {@code _total} to counters and {@code _seconds} to histograms.
 * The page of the documentation and the dashboard are checked against this list.
 */
enum Metric {
  TICKS(Kind.COUNTER, "statewise.loop.ticks", "Ticks of the control loop, those without a state"
      + " included."),
  RATE(Kind.GAUGE, "statewise.loop.rate.hertz",
      "States that the loop answered in a second of the arm's clock, smoothed."),
  PERIOD(Kind.GAUGE, "statewise.loop.period.seconds", "The arm's period, as its link says."),
  LATENCY(Kind.HISTOGRAM, "statewise.loop.latency",
      "From a state's arrival to its command's departure; not on a virtual clock."),
  DEADLINE(Kind.COUNTER, "statewise.loop.deadline.misses",
      "Commands that left more than a period after their state came; not on a virtual clock."),
  PHASE(Kind.GAUGE, "statewise.loop.phase",
      "1 for the phase that the loop is in, 0 for every other.",
      "phase"),

  RIGHT(Kind.GAUGE, "statewise.realtime.right",
      "1 if what was asked of the operating system is in force, 0 if it was refused; not a number where it"
          + " was not asked for.",
      "right"),

  WAITS(Kind.COUNTER, "statewise.link.waits",
      "Waits for the arm's state, by how they ended: fresh, late or lost.", "result"),
  MISSED(Kind.COUNTER, "statewise.link.missed.states",
      "States that the arm sent and the loop never saw."),
  STATE_AGE(Kind.HISTOGRAM, "statewise.link.state.age",
      "From a state's sampling at the arm to the tick that answers it, as far as the link can tell."),
  STATE_AGE_ERROR(Kind.GAUGE, "statewise.link.state.age.error.seconds",
      "The most that the age of the last state may be wrong, half of the shortest round trip over a"
          + " network; not a number while the link cannot tell."),
  TIME_SLIPS(Kind.COUNTER, "statewise.link.time.slips",
      "Times that a simulated arm's clock stood still since its controller had no answer yet."),
  SILENCES(Kind.COUNTER, "statewise.link.silences", "Times that states stopped coming."),
  COMMANDS(Kind.COUNTER, "statewise.link.commands",
      "Commands, by what became of them: sent, refused or lost.", "result"),
  QUALITY(Kind.GAUGE, "statewise.link.quality.ratio",
      "Share of the arm's states that reached the loop, waits without a state counted as missing,"
          + " smoothed over a second."),

  Q_ERROR(Kind.GAUGE, "statewise.tracking.error.radians", "Desired minus measured position, on the"
      + " motors' side of elastic joints.", "joint"),
  Q_ERROR_SQUARES(Kind.COUNTER, "statewise.tracking.error.square.radians",
      "Sum of squares of desired minus measured position over the ticks of the phase running.",
      "joint"),
  LINK_ERROR(Kind.GAUGE, "statewise.tracking.link.error.radians",
      "Desired position minus where the link is; not a number while nobody can tell.", "joint"),
  LINK_ERROR_SQUARES(Kind.COUNTER, "statewise.tracking.link.error.square.radians",
      "Sum of squares of desired position minus where the link is, over the same ticks as those of the"
          + " measured position.",
      "joint"),
  LINK_ESTIMATED(Kind.GAUGE, "statewise.tracking.link.estimated",
      "1 if where the links are is an estimate from torque and stiffness, 0 if a simulated arm knows it;"
          + " not a number while nobody can tell."),
  TRACKED(Kind.COUNTER, "statewise.tracking.ticks",
      "Ticks that the sums of squares of the tracking error are over."),
  TORQUE(Kind.GAUGE, "statewise.torque.newton.metres",
      "Torque by part: prior, memory, observer, feedback, command, measured.", "joint", "part"),
  FEEDBACK_SHARE(Kind.GAUGE, "statewise.feedback.share.ratio",
      "Sum of squares of the feedback over those of feedback and feed-forward, in the phase running,"
          + " smoothed over a second."),
  FEEDFORWARD_SHARE(Kind.GAUGE, "statewise.feedforward.share.ratio",
      "1 less the feedback's share."),
  MEMORY_SHARE(Kind.GAUGE, "statewise.memory.share.ratio",
      "Sum of squares of the memory's torque over that of what the prior leaves, in ticks that learned a"
          + " sample, smoothed over a second; not a number before the first."),
  OBSERVER_SHARE(Kind.GAUGE, "statewise.observer.share.ratio",
      "The same of the observer's torque."),

  ENABLED(Kind.GAUGE, "statewise.adaptation.enabled",
      "1 if a model adapts, 0 if adaptation is off."),
  LEARNED(Kind.COUNTER, "statewise.adaptation.samples",
      "Samples that were predicted and offered to the model, rejected ones left out."),
  OUTCOMES(Kind.COUNTER, "statewise.adaptation.outcomes",
      "Samples by what the model did: updated, bounded by the trust region, skipped, rejected.",
      "outcome"),
  STEP_SIZE(Kind.GAUGE, "statewise.adaptation.step.size",
      "Effective step size of the last update."),
  THETA_NORM(Kind.GAUGE, "statewise.adaptation.parameter.norm", "Euclidean norm of theta."),
  FIELDS(Kind.GAUGE, "statewise.adaptation.fields",
      "Receptive fields of local models in use; 0 for a model without."),
  RECYCLED_FIELDS(Kind.GAUGE, "statewise.adaptation.recycled.fields",
      "How often a receptive field was taken over by another place, since all were in use."),
  LOSS(Kind.GAUGE, "statewise.adaptation.loss", "Learned loss of the last sample."),
  PHI(Kind.GAUGE, "statewise.adaptation.loss.weight",
      "Weight phi that the loss gave the joint in the last sample; 0 for a loss without weights.",
      "joint"),
  CONFIDENCE(Kind.GAUGE, "statewise.memory.confidence.ratio",
      "What scaled the memory's prediction of the last sample, 0 to 1, by how well it knows the place and how"
          + " right it has been of late; not a number for a memory that does not tell.",
      "joint"),
  OUT_OF_RANGE(Kind.COUNTER, "statewise.adaptation.out.of.range.samples",
      "Samples at states outside those that the state-dependent loss was trained on: its weights turn into"
          + " ones that depend on no state there."),
  PREDICTION(Kind.GAUGE, "statewise.prediction.error.newton.metres",
      "Target minus prediction of the last sample, before it was learned.", "joint"),
  PREDICTION_SQUARES(Kind.COUNTER, "statewise.prediction.error.square.newton.metres",
      "Sum over the samples of the squares of target minus prediction, each before it was learned.",
      "joint"),
  PRIOR(Kind.GAUGE, "statewise.prior.error.newton.metres",
      "Target minus prior of the last sample: what the prediction would miss without a model.",
      "joint"),
  PRIOR_SQUARES(Kind.COUNTER, "statewise.prior.error.square.newton.metres",
      "Sum over the samples of the squares of target minus prior.", "joint"),

  INTERVENTIONS(Kind.COUNTER, "statewise.adaptation.interventions",
      "What supervision did to the adaptation, by reason.", "reason"),
  TRIPS(Kind.COUNTER, "statewise.guard.trips",
      "Ticks in which a guard changed the command or stopped the arm.", "guard"),

  RECORDED(Kind.COUNTER, "statewise.recorder.written.ticks", "Ticks given to the recording."),
  UNRECORDED(Kind.COUNTER, "statewise.recorder.lost.ticks",
      "Ticks that came after the recording had failed."),
  RECORDER_FAILED(Kind.GAUGE, "statewise.recorder.failed",
      "1 if the recording stopped because writing failed, else 0."),
  DROPS(Kind.COUNTER, "statewise.ring.drops", "Ticks that a full ring dropped.", "ring"),
  FOXGLOVE_DROPS(Kind.COUNTER, "statewise.foxglove.dropped.messages",
      "Messages that a client of Foxglove's server did not get: slow_client, since it reads too slowly, or"
          + " full_queue, since the server was late.",
      "reason"),

  BUILD(Kind.GAUGE, "statewise.build.info", "1; the labels say which program this is.", "version",
      "java"),
  RUN(Kind.GAUGE, "statewise.run.info", "1; the labels say what the run was started with.", "arm",
      "link", "model", "observer", "loss", "prior");

  /** What Prometheus makes of it. */
  enum Kind {
    COUNTER, GAUGE, HISTOGRAM
  }

  private final Kind kind;
  private final String meterName;
  private final String help;
  private final String labels;

  Metric(Kind kind, String meterName, String help, String... labels) {
    this.kind = kind;
    this.meterName = meterName;
    this.help = help;
    this.labels = String.join(" ", labels);
  }

  Kind kind() {
    return kind;
  }

  /** As the registry wants it. */
  String meterName() {
    return meterName;
  }

  /** As a query names it; of a histogram, without {@code _bucket}, {@code _sum} and {@code _count}. */
  String prometheusName() {
    String name = meterName.replace('.', '_');
    return switch (kind) {
      case COUNTER -> name + "_total";
      case GAUGE -> name;
      case HISTOGRAM -> name + "_seconds";
    };
  }

  String help() {
    return help;
  }

  List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(" ", -1));
  }
}
