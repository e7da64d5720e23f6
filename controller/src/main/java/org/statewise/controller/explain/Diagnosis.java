package org.statewise.controller.explain;

/**
 * What a run's end is put down to.
 *
 * @param cause the likely one
 * @param stoppedBy the guard that stopped the arm; empty if none did
 * @param joint index of the joint that shows it, or of the one furthest from its set-point; -1 where no tick was
 * @param finding what shows it, with its figures, as a sentence
 */
record Diagnosis(Cause cause, String stoppedBy, int joint, String finding) {

  static Diagnosis of(Cause cause, int joint, String finding) {
    return new Diagnosis(cause, "", joint, finding);
  }

  Diagnosis by(String guard) {
    return new Diagnosis(cause, guard, joint, finding);
  }
}
