package org.statewise.models.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.models.Draw;
import org.statewise.models.net.Parameters;

class UpdateRuleTest {
  private final Draw draw = new Draw(5);
  private final Parameters g = draw.direction(Draw.smallModel(2).newParameters());
  private final Parameters d = g.newLike();

  @Test
  void shouldStepAlongTheGradientItself() {
    UpdateRuleSpec.parse("sgd").build(g).directionInto(g, d);
    assertThat(d.toArray()).containsExactly(g.toArray());
  }

  @Test
  void shouldMakeAdamsFirstStepAsLongInEachDirection() {
    UpdateRuleSpec.parse("adam").build(g).directionInto(g, d);
    double[] expected = g.toArray();
    for (int i = 0; i < expected.length; i++) {
      expected[i] /= Math.abs(expected[i]) + 1e-8;
    }
    assertThat(d.toArray()).containsExactly(expected, within(1e-12));
  }

  @Test
  void shouldForgetAllAtReset() {
    UpdateRule rule = new UpdateRuleSpec.Adam().build(g);
    rule.directionInto(g, d);
    double[] first = d.toArray();
    rule.directionInto(draw.direction(g), d);
    rule.reset();
    rule.directionInto(g, d);
    assertThat(d.toArray()).containsExactly(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "adam"})
  void shouldCopyItsMemoryIndependently(String word) {
    UpdateRule rule = UpdateRuleSpec.parse(word).build(g);
    rule.directionInto(g, d);
    UpdateRule copy = rule.copy();
    Parameters next = draw.direction(g);
    rule.directionInto(next, d);
    double[] expected = d.toArray();
    copy.directionInto(next, d);
    assertThat(d.toArray()).containsExactly(expected);
    assertThat(UpdateRuleSpec.parse(word).word()).isEqualTo(word);
    assertThat(UpdateRuleSpec.parse(word).defaultRate()).isPositive();
  }

  @Test
  void shouldReachZeroInsteadOfSubnormalMoments() {
    UpdateRule rule = new Adam(g, 0.5, 0.5, 1e-300);
    Parameters zero = g.newLike();
    rule.directionInto(g, d);
    for (int i = 0; i < 1200; i++) {
      rule.directionInto(zero, d);
    }
    assertThat(d.norm()).isZero();
  }

  @Test
  void shouldContinueFromItsMemoryToTheBit() {
    UpdateRule rule = new UpdateRuleSpec.Adam().build(g);
    rule.directionInto(g, d);
    rule.directionInto(draw.direction(g), d);
    UpdateRule other = new UpdateRuleSpec.Adam().build(g);
    other.restore(rule.memory());
    Parameters expected = g.newLike();
    rule.directionInto(g, expected);
    other.directionInto(g, d);
    assertThat(d.toArray()).containsExactly(expected.toArray());
    new Sgd().restore(new Sgd().memory());
  }

  @Test
  void shouldRefuseAMemoryThatIsNotItsOwn() {
    UpdateRule rule = new UpdateRuleSpec.Adam().build(g);
    double[] memory = rule.memory();
    assertThatThrownBy(() -> rule.restore(new double[3])).hasMessage(
        "Adam: its memory must have " + memory.length + " values, got 3.");
    memory[1] = Double.NaN;
    assertThatThrownBy(() -> rule.restore(memory))
        .hasMessage("Adam: value 1 of its memory must be finite, got NaN.");
    assertThatThrownBy(() -> new Sgd().restore(new double[1]))
        .hasMessage("Sgd: remembers nothing, but was given 1 values.");
  }

  @Test
  void shouldRefuseConstantsOutOfRange() {
    assertThatThrownBy(() -> new Adam(g, 1, 0.9, 1e-8))
        .hasMessage("Adam: beta1 must be in [0, 1), got 1.0.");
    assertThatThrownBy(() -> new Adam(g, 0.9, Double.NaN, 1e-8)).hasMessageContaining("beta2");
    assertThatThrownBy(() -> new Adam(g, 0.9, 0.9, 0)).hasMessageContaining("epsilon");
    assertThatThrownBy(() -> UpdateRuleSpec.parse("rmsprop"))
        .hasMessage("Update rule: must be one of sgd, adam; got \"rmsprop\".");
  }
}
