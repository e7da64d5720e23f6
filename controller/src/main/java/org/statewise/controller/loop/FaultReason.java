package org.statewise.controller.loop;

/** Why a run ended in {@link LoopPhase#FAULT}. */
public enum FaultReason {
  NONE("no fault"),
  GUARD("a guard stopped the arm"),
  NO_STATE("no state came from the arm"),
  LINK_LOST("the link to the arm was lost"),
  ARM_FAULT("the arm stopped itself"),
  ARM_TOOK_OVER("the arm went into its own hold while it was commanded"),
  INTERNAL("the control thread failed");

  private final String sentence;

  FaultReason(String sentence) {
    this.sentence = sentence;
  }

  /** For people. */
  public String sentence() {
    return sentence;
  }
}
