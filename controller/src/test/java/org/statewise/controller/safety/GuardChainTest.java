package org.statewise.controller.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.fixtures.AllocationProbe;

/** The chain as a whole: its order, its verdicts, and what it lets through. */
final class GuardChainTest {
  private final GuardFixture world = new GuardFixture();
  private final GuardChain chain = new GuardChain(GuardSpec.chain(GuardFixture.LIMITS), world.arm);

  @Test
  void shouldAskEveryGuardInItsFixedOrder() {
    assertThat(chain.names()).containsExactly("finite", "freshness", "state-age",
        "missed-states", "link-quality", "plausibility", "joint-range", "velocity",
        "tracking-error", "torque", "torque-rate");
  }

  @Test
  void shouldHaveEveryGuardThatStatewiseKnows() {
    List<Class<?>> inChain = GuardSpec.chain(GuardFixture.LIMITS).stream()
        .<Class<?>>map(Object::getClass).toList();
    assertThat(inChain).containsExactly(GuardSpec.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @CsvSource({"finite, 0, STOP", "state-age, 2, SKIP", "missed-states, 3, STOP",
    "link-quality, 4, STOP", "plausibility, 5, STOP", "joint-range, 6, STOP", "velocity, 7, STOP",
    "tracking-error, 8, STOP", "torque, 9, LIMITED", "torque-rate, 10, LIMITED"})
  void shouldTripOnlyTheGuardWhoseRuleIsBroken(String guard, int index, GuardVerdict verdict) {
    breakRule(guard);
    assertThat(chain.check(world.context)).isEqualTo(verdict);
    assertThat(chain.trips()).isEqualTo(1 << index);
    assertThat(chain.names().get(index)).isEqualTo(guard);
    assertThat(chain.decisive()).isEqualTo(index);
    assertThat(chain.maySend()).isEqualTo(verdict != GuardVerdict.SKIP);
  }

  @Test
  void shouldFindAStateThatCameLongAgoOldByEitherRule() {
    world.context.nowNs += 20_000_001;
    assertThat(chain.check(world.context)).isEqualTo(GuardVerdict.SKIP);
    assertThat(chain.trips()).isEqualTo(0b110);
    assertThat(chain.names().get(chain.decisive())).isEqualTo("freshness");
  }

  private void breakRule(String guard) {
    switch (guard) {
      case "finite" -> world.u[0] = Double.NaN;
      case "state-age" -> world.state.ageOnArrivalNs = 20_000_001;
      case "missed-states" -> world.context.missedInARow = 21;
      case "link-quality" -> world.context.lossFraction = 0.61;
      case "plausibility" -> {
        chain.check(world.context);
        world.state.sequence++;
        world.state.armTimeNs += 4_000_000;
        world.state.q[0] = 0.025;
      }
      case "joint-range" -> world.state.q[0] = 1.99;
      case "velocity" -> world.state.qd[1] = -1.91;
      case "tracking-error" -> {
        world.context.follows = true;
        world.qDes[1] = 0.51;
      }
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
    assertThat(chain.trips()).isEqualTo(0b110_0100_0000);
    assertThat(chain.decisive()).isEqualTo(6);
  }

  @Test
  void shouldNameTheFirstGuardOfThoseThatFoundTheSame() {
    world.state.q[0] = 1.99;
    world.state.qd[1] = -1.91;
    assertThat(chain.check(world.context)).isEqualTo(GuardVerdict.STOP);
    assertThat(chain.trips()).isEqualTo(0b1100_0000);
    assertThat(chain.decisive()).isEqualTo(6);
  }

  @Test
  void shouldAskNobodyElseOnceAGuardAborts() {
    world.state.qd[0] = Double.NaN;
    world.context.nowNs += 1_000_000_000;
    world.state.q[1] = 5;
    assertThat(chain.check(world.context)).isEqualTo(GuardVerdict.ABORT);
    assertThat(chain.trips()).isEqualTo(1);
  }

  @Test
  void shouldOrderVerdictsFromHarmlessToGrave() {
    List<GuardVerdict> all = List.of(GuardVerdict.PASS, GuardVerdict.LIMITED,
        GuardVerdict.SKIP, GuardVerdict.STOP, GuardVerdict.ABORT);
    assertThat(GuardVerdict.values()).containsExactlyElementsOf(all);
    for (int one = 0; one < all.size(); one++) {
      for (int other = 0; other < all.size(); other++) {
        assertThat(all.get(one).orGraver(all.get(other)))
            .isEqualTo(all.get(Math.max(one, other)));
      }
    }
  }

  @Test
  void shouldSendNothingInAnswerToAnOldStateEvenWhenTheArmMustStop() {
    world.context.nowNs += 20_000_001;
    world.state.qd[0] = 1.95;
    assertThat(chain.check(world.context)).isEqualTo(GuardVerdict.STOP);
    assertThat(chain.maySend()).isFalse();
  }

  @Test
  void shouldAllocateNothing() {
    assertThat(AllocationProbe.bytesPerCall(2000, 500, () -> {
      world.u[0] = 500;
      world.state.sequence++;
      world.context.follows = true;
      chain.check(world.context);
    })).isZero();
  }
}
