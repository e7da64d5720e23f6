package org.statewise.controller.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Millions of seeded ticks: what breaks a rule never gets past the whole chain. */
final class GuardTrialTest {
  private static final int TICKS = 1_000_000;
  private static final List<GuardSpec> CHAIN = GuardSpec.chain(SafetyLimits.DEFAULT);

  private static GuardTrial trial(List<GuardSpec> specs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new GuardTrial(specs, random::nextInt, random::nextDouble);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20_261_122, -3})
  void shouldLetNothingPassThatBreaksARule(long seed) {
    GuardTrial trial = trial(CHAIN, seed);
    for (int i = 0; i < TICKS; i++) {
      String breach = trial.tick();
      if (!breach.isEmpty()) {
        throw new AssertionError("tick " + i + ": " + breach);
      }
    }
    assertThat(trial.verdicts()).containsExactlyInAnyOrder(GuardVerdict.values());
    assertThat(trial.trips()).isEqualTo((1 << CHAIN.size()) - 1);
  }

  static Stream<String> guards() {
    return CHAIN.stream().map(GuardSpec::name);
  }

  @ParameterizedTest
  @MethodSource("guards")
  void shouldBeNoticedWhenAGuardIsTakenOutOfTheChain(String name) {
    List<GuardSpec> rest = new ArrayList<>(CHAIN);
    assertThat(rest.removeIf(spec -> spec.name().equals(name))).isTrue();
    GuardTrial trial = trial(rest, 5);
    String breach = "";
    for (int i = 0; i < TICKS && breach.isEmpty(); i++) {
      breach = trial.tick();
    }
    assertThat(breach).isNotEmpty();
  }
}
