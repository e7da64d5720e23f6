package org.statewise.controller.explain;

/**
 * Every reason for which a run ends that can be told from its last ticks. To add one: a constant here, its
 * rule in {@link Diagnostician}, and a row in faults.md.
 */
public enum Cause {
  FINISHED("finished", "The task or its time was over, and the arm came to rest.",
      "Nothing needs to be done."),
  STOP_REQUESTED("stop-requested", "Someone asked for a stop, and the arm came to rest.",
      "Nothing needs to be done."),
  CUT_OFF("cut-off", "The recording breaks off while the run went on: the program was killed, lost"
      + " its power, or could not write any more.",
      "Look in the system's log for who ended the program, and whether the disk is full; the arm"
          + " went into its own hold."),
  GOES_ON("goes-on", "The run goes on in the recording's next file.",
      "Explain the last file of the run."),
  NO_TICKS("no-ticks", "No tick was run.",
      "Look at what the run printed before it ended: the arm was never engaged."),
  INTERNAL("internal",
      "A part of the program failed in a tick, and the arm was left to its own hold.",
      "Keep the recording and what the run printed, and report both: this is a defect."),
  NO_FIRST_STATE("no-first-state", "The arm never sent a state.",
      "Check that the arm's program or the bridge runs, the address, and that no firewall is in"
          + " between."),
  SILENCE("silence", "The arm stopped sending states, and the link said nothing of it.",
      "Look whether the arm's program ended, a cable or switch failed, or the arm's side stood"
          + " still."),
  LINK_LOST("link-lost", "The link to the arm was closed at the other end or by the network.",
      "Look in the log of the arm's side (bridge, or the cabinet's pendant) for why it closed, then"
          + " start again."),
  STATES_LOST("states-lost", "Too many of the arm's states were lost on their way.",
      "Give the arm a network of its own: a cable without switches or Wi-Fi, and nothing else on"
          + " that card."),
  STATES_HELD_BACK("states-held-back",
      "States were old already when they came: something on the way"
          + " queues them up.",
      "Look for a full link, a VPN or Wi-Fi between the arm and this machine; what is queued adds"
          + " delay to every torque."),
  PROGRAM_LATE("program-late", "The program was late itself: states lay waiting before their tick"
      + " began.",
      "Run 'statewise check', and give the program a processor of its own as deploy/robot-pc.md"
          + " says."),
  ARM_FAULT("arm-fault", "The arm stopped itself with a fault of its own.",
      "Read the arm's own message (a cabinet shows it on its pendant), acknowledge it there, then"
          + " start again."),
  ARM_TOOK_OVER("arm-took-over",
      "The arm went into its own hold although states and answers were in"
          + " time.",
      "Look at the arm's side for who ended the motion: its program, an operating mode, a safety"
          + " stop or the emergency stop."),
  STATE_NOT_FINITE("state-not-finite", "The arm measured something that is no number.",
      "Look at that joint's sensor, and at what converts its values on the way."),
  COMMAND_NOT_FINITE("command-not-finite", "The torque that was computed is no number.",
      "Run again with --adaptation off to see whether the model computed it, and report the"
          + " recording: this is a defect."),
  STATES_FROZEN("states-frozen", "The arm says that it moves, but its measured states stand still.",
      "Look at what sends the states: it repeats the last one."),
  POSITION_JUMP("position-jump", "A measured position jumped further than a joint can move.",
      "Look at that joint's encoder, and whether the arm's side was restarted or mastered anew."),
  CLOCK_JUMP("clock-jump", "The arm's clock jumped against its count of states.",
      "Look whether the clock of the arm's side was set, or its program stood still."),
  JOINT_RANGE("joint-range", "A joint came too close to the end of its range to be stopped later.",
      "Make the task smaller or start it elsewhere; safety.rangeMarginRad and"
          + " safety.brakingRadPerS2 say what is too close."),
  PUSHED_AWAY("pushed-away", "A joint got faster and faster against its own feedback torque.",
      "Check the torque's sign with 'statewise inspect', the load that the prior knows of, and that"
          + " nothing pushes the arm."),
  TOO_FAST("too-fast", "A joint moved faster than the arm's limit allows.",
      "Give the task more time or less amplitude; the motion itself asked for that speed, or the"
          + " feedback overshot it."),
  NO_TORQUE_LEFT("no-torque-left", "A joint fell behind while its torque was at the limit.",
      "Check the load, make the motion slower, or look for what holds the arm."),
  OFF_PATH("off-path", "A joint fell behind its set-point although there was torque left.",
      "Look for what holds or pushes the arm, and check gains and the arm's description."),
  PUSHED_IN_HOLD("pushed-in-hold", "An arm that held still was pushed away from where it was.",
      "Look for who or what pushed it, and check the load that the prior knows of; the arm stays"
          + " where it was pushed to."),
  GUARD("guard", "A guard stopped the arm for a rule of its own.",
      "Read that guard's row in controller/docs/safety.md."),
  HOLD_TORQUE("hold-torque",
      "Holding the arm where it was found needs more torque than it may have.",
      "Check the load and the arm's description, or move the arm to a pose that is easier to hold.");

  private final String word;
  private final String sentence;
  private final String advice;

  Cause(String word, String sentence, String advice) {
    this.word = word;
    this.sentence = sentence;
    this.advice = advice;
  }

  /** Its name in JSON and in faults.md. */
  public String word() {
    return word;
  }

  /** What happened. */
  public String sentence() {
    return sentence;
  }

  /** What to do next. */
  public String advice() {
    return advice;
  }
}
