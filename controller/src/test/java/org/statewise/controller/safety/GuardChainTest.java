package org.statewise.controller.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.fixtures.AllocationProbe;

/** The chain as a whole: its order, its verdicts, and what it lets through. */
final class GuardChainTest {
  private final GuardWorld world = new GuardWorld();
  private final GuardChain chain = new GuardChain(GuardSpec.chain(GuardWorld.LIMITS), world.arm);

  @Test
  void shouldAskEveryGuardInItsFixedOrder() {
    assertThat(chain.names()).containsExactly("finite", "freshness", "joint-range", "torque",
        "torque-rate");
  }

  @Test
  void shouldHaveEveryGuardThatStatewiseKnows() {
    List<Class<?>> inChain = GuardSpec.chain(GuardWorld.LIMITS).stream()
        .<Class<?>>map(Object::getClass).toList();
    assertThat(inChain).containsExactly(GuardSpec.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @CsvSource({"finite, 0, STOP", "freshness, 1, WITHHOLD", "joint-range, 2, STOP",
    "torque, 3, LIMITED", "torque-rate, 4, LIMITED"})
  void shouldTripOnlyTheGuardWhoseRuleIsBroken(String guard, int index, GuardVerdict verdict) {
    breakRule(guard);
    assertThat(chain.check(world.context)).isEqualTo(verdict);
    assertThat(chain.trips()).isEqualTo(1 << index);
    assertThat(chain.names().get(index)).isEqualTo(guard);
  }

  private void breakRule(String guard) {
    switch (guard) {
      case "finite" -> world.u[0] = Double.NaN;
      case "freshness" -> world.context.nowNs += 20_000_001;
      case "joint-range" -> world.state.q[0] = 1.99;
      case "torque" -> {
        world.uLast[0] = 99;
        world.u[0] = 101;
      }
      default -> world.u[0] = 15;
    }
  }

  @Test
  void shouldForgetTheTripsOfTheLastCheck() {
    world.u[0] = 15;
    chain.check(world.context);
    world.u[0] = 11;
    assertThat(chain.check(world.context)).isEqualTo(GuardVerdict.PASS);
    assertThat(chain.trips()).isZero();
  }

  @Test
  void shouldGiveTheGravestVerdictAndStillLimitTheCommand() {
    world.state.q[1] = -2.5;
    world.u[0] = 1e300;
    assertThat(chain.check(world.context)).isEqualTo(GuardVerdict.STOP);
    assertThat(world.u[0]).isEqualTo(14);
    assertThat(chain.trips()).isEqualTo(0b11100);
  }

  @Test
  void shouldAskNobodyElseOnceAGuardAbandons() {
    world.state.qd[0] = Double.NaN;
    world.context.nowNs += 1_000_000_000;
    world.state.q[1] = 5;
    assertThat(chain.check(world.context)).isEqualTo(GuardVerdict.ABANDON);
    assertThat(chain.trips()).isEqualTo(1);
  }

  @Test
  void shouldOrderVerdictsFromHarmlessToGrave() {
    List<GuardVerdict> all = List.of(GuardVerdict.PASS, GuardVerdict.LIMITED,
        GuardVerdict.WITHHOLD, GuardVerdict.STOP, GuardVerdict.ABANDON);
    assertThat(GuardVerdict.values()).containsExactlyElementsOf(all);
    for (int one = 0; one < all.size(); one++) {
      for (int other = 0; other < all.size(); other++) {
        assertThat(all.get(one).orGraver(all.get(other)))
            .isEqualTo(all.get(Math.max(one, other)));
      }
    }
  }

  @Test
  void shouldAllowNothingHarmfulInAMillionRandomTicks() {
    SplittableRandom random = new SplittableRandom(20_261_122);
    double[] limits = world.arm.tauMaxNm();
    world.u[0] = 0;
    Set<GuardVerdict> seen = EnumSet.noneOf(GuardVerdict.class);
    for (int i = 0; i < 1_000_000; i++) {
      for (int j = 0; j < 2; j++) {
        world.state.q[j] = number(random, 2.2);
        world.state.qd[j] = number(random, 3);
        world.u[j] = number(random, random.nextBoolean() ? 5 + Math.abs(world.uLast[j]) : 300);
      }
      world.context.nowNs = world.state.receivedNs + random.nextLong(-1_000_000, 21_000_000);
      GuardVerdict verdict = chain.check(world.context);
      seen.add(verdict);
      String breach = breach(verdict, limits);
      if (!breach.isEmpty()) {
        throw new AssertionError("tick " + i + ": " + breach + " passed as " + verdict);
      }
      if (verdict != GuardVerdict.ABANDON && verdict != GuardVerdict.WITHHOLD) {
        System.arraycopy(world.u, 0, world.uLast, 0, 2);
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(GuardVerdict.values());
  }

  /** Mostly within the scale; sometimes none, infinite, tiny or huge. */
  private static double number(SplittableRandom random, double scale) {
    return switch (random.nextInt(200)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> Double.NEGATIVE_INFINITY;
      case 3 -> Double.MAX_VALUE;
      case 4 -> -Double.MAX_VALUE;
      case 5 -> -0.0;
      case 6 -> Double.MIN_VALUE;
      default -> random.nextDouble(-scale, scale);
    };
  }

  /** What is wrong with the verdict, in words; empty if it is right. */
  private String breach(GuardVerdict verdict, double[] limits) {
    if (verdict == GuardVerdict.ABANDON || verdict == GuardVerdict.WITHHOLD) {
      return "";
    }
    boolean old = world.context.nowNs - world.state.receivedNs > 20_000_000;
    if (old && verdict != GuardVerdict.STOP) {
      return "an old state";
    }
    for (int j = 0; j < 2; j++) {
      if (!Double.isFinite(world.state.q[j]) || !Double.isFinite(world.state.qd[j])) {
        return "a state that is not finite";
      }
      if (Math.abs(world.state.q[j]) > 1.98 && verdict != GuardVerdict.STOP) {
        return "a joint out of its range";
      }
      if (!(Math.abs(world.u[j]) <= limits[j])) {
        return "torque " + world.u[j];
      }
      if (!(Math.abs(world.u[j] - world.uLast[j]) <= 4 + 1e-9)) {
        return "a jump from " + world.uLast[j] + " to " + world.u[j];
      }
    }
    return "";
  }

  @Test
  void shouldAllocateNothing() {
    assertThat(AllocationProbe.bytesPerCall(2000, 500, () -> {
      world.u[0] = 500;
      chain.check(world.context);
    })).isZero();
  }
}
