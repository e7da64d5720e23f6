package org.statewise.controller.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.fixtures.AllocationProbe;

/** The chain as a whole: its order, its verdicts, and what it lets through. */
final class GuardChainTest {
  private final GuardFixture fixture = new GuardFixture();
  private final GuardChain chain = new GuardChain(GuardSpec.chain(GuardFixture.LIMITS),
      fixture.arm);

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
    assertThat(chain.check(fixture.context)).isEqualTo(verdict);
    assertThat(chain.trips()).isEqualTo(1 << index);
    assertThat(chain.names().get(index)).isEqualTo(guard);
    assertThat(chain.decisive()).isEqualTo(index);
    assertThat(chain.maySend()).isEqualTo(verdict != GuardVerdict.SKIP);
  }

  @Test
  void shouldFindAStateThatCameLongAgoOldByEitherRule() {
    fixture.context.nowNs += 20_000_001;
    assertThat(chain.check(fixture.context)).isEqualTo(GuardVerdict.SKIP);
    assertThat(chain.trips()).isEqualTo(0b110);
    assertThat(chain.names().get(chain.decisive())).isEqualTo("freshness");
  }

  private void breakRule(String guard) {
    switch (guard) {
      case "finite" -> fixture.u[0] = Double.NaN;
      case "state-age" -> fixture.state.ageOnArrivalNs = 20_000_001;
      case "missed-states" -> fixture.context.missedInARow = 21;
      case "link-quality" -> fixture.context.lossFraction = 0.61;
      case "plausibility" -> {
        chain.check(fixture.context);
        fixture.state.sequence++;
        fixture.state.armTimeNs += 4_000_000;
        fixture.state.q[0] = 0.025;
      }
      case "joint-range" -> fixture.state.q[0] = 1.99;
      case "velocity" -> fixture.state.qd[1] = -1.91;
      case "tracking-error" -> {
        fixture.context.follows = true;
        fixture.qDes[1] = 0.51;
      }
      case "torque" -> {
        fixture.uLast[0] = 99;
        fixture.u[0] = 101;
      }
      default -> fixture.u[0] = 15;
    }
  }

  @Test
  void shouldForgetTheTripsOfTheLastCheck() {
    fixture.u[0] = 15;
    chain.check(fixture.context);
    fixture.u[0] = 11;
    assertThat(chain.check(fixture.context)).isEqualTo(GuardVerdict.PASS);
    assertThat(chain.trips()).isZero();
  }

  @Test
  void shouldGiveTheGravestVerdictAndStillLimitTheCommand() {
    fixture.state.q[1] = -2.5;
    fixture.u[0] = 1e300;
    assertThat(chain.check(fixture.context)).isEqualTo(GuardVerdict.STOP);
    assertThat(fixture.u[0]).isEqualTo(14);
    assertThat(chain.trips()).isEqualTo(0b110_0100_0000);
    assertThat(chain.decisive()).isEqualTo(6);
  }

  @Test
  void shouldNameTheFirstGuardOfThoseThatFoundTheSame() {
    fixture.state.q[0] = 1.99;
    fixture.state.qd[1] = -1.91;
    assertThat(chain.check(fixture.context)).isEqualTo(GuardVerdict.STOP);
    assertThat(chain.trips()).isEqualTo(0b1100_0000);
    assertThat(chain.decisive()).isEqualTo(6);
  }

  @Test
  void shouldAskNobodyElseOnceAGuardAborts() {
    fixture.state.qd[0] = Double.NaN;
    fixture.context.nowNs += 1_000_000_000;
    fixture.state.q[1] = 5;
    assertThat(chain.check(fixture.context)).isEqualTo(GuardVerdict.ABORT);
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
    fixture.context.nowNs += 20_000_001;
    fixture.state.qd[0] = 1.95;
    assertThat(chain.check(fixture.context)).isEqualTo(GuardVerdict.STOP);
    assertThat(chain.maySend()).isFalse();
  }

  @Test
  void shouldAllocateNothing() {
    assertThat(AllocationProbe.bytesPerCall(2000, 500, () -> {
      fixture.u[0] = 500;
      fixture.state.sequence++;
      fixture.context.follows = true;
      chain.check(fixture.context);
    })).isZero();
  }
}
