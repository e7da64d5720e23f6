package org.statewise.controller.safety;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Ticks chosen by a fuzzer instead of a generator. The build runs the kept inputs; with {@code
 * JAZZER_FUZZ=1} it looks for more.
 */
final class GuardChainFuzzTest {
  private static final int MAX_TICKS = 2000;

  @FuzzTest(maxDuration = "2m")
  void shouldLetNothingPassThatBreaksARule(FuzzedDataProvider data) {
    GuardTrial trial = new GuardTrial(GuardSpec.chain(SafetyLimits.DEFAULT),
        bound -> data.consumeInt(0, bound - 1), data::consumeProbabilityDouble);
    for (int i = 0; i < MAX_TICKS && data.remainingBytes() > 0; i++) {
      String breach = trial.tick();
      if (!breach.isEmpty()) {
        throw new AssertionError("tick " + i + ": " + breach);
      }
    }
  }
}
