package org.statewise.models.online;

/** What a model did with a sample. */
public enum LearnOutcome {
  /** Learned at the full rate. */
  UPDATED,

  /** Learned with a step that the trust region shortened. */
  BOUNDED,

  /** Learned nothing: no step would have reduced the error, or the model does not learn. */
  SKIPPED,

  /** The sample, its gradient or the new parameters were not finite; the model is as before. */
  REJECTED
}
