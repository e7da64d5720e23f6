package org.statewise.controller.evaluate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.online.FilterSpec;
import org.statewise.models.online.OnlineModelSpec;

class BaselineSyntaxTest {
  private final BaselineSyntax syntax = new BaselineSyntax(
      Optional.of(ShippedArms.load("iiwa7")), List.of(8), "none", LearnedLosses::untrained);

  @Test
  void shouldReadNetworksAsPublished() {
    Baseline baseline = syntax.parse("squared/adam@0.01").getFirst();
    assertThat(baseline.loss()).isEqualTo("squared");
    assertThat(baseline.updateRule()).isEqualTo("adam");
    assertThat(baseline.alpha()).isEqualTo(0.01);
    assertThat(baseline.published()).isTrue();
    OnlineModelSpec.Network network = (OnlineModelSpec.Network) baseline.spec().apply(1);
    assertThat(network.kappa()).isInfinite();
    assertThat(network.zeroLastLayer()).isFalse();
    assertThat(network.hidden()).containsExactly(8);
  }

  @Test
  void shouldKnowTheUsualRates() {
    assertThat(syntax.parse("squared,squared/adam,learned-mlp")).extracting(Baseline::alpha)
        .containsExactly(0.01, 0.001, 0.001);
  }

  @Test
  void shouldReadAnyModelAndItsPrior() {
    List<Baseline> all = syntax.parse("kalman:leak=0.02,q=0.1,observer with rigid-body");
    assertThat(all).extracting(Baseline::name)
        .containsExactly("kalman:leak=0.02,q=0.1", "observer with rigid-body");
    assertThat(all).extracting(Baseline::prior).containsExactly("none", "rigid-body");
    assertThat(all.getLast().spec().apply(1)).isInstanceOf(FilterSpec.Observer.class);
  }

  @Test
  void shouldTakeItsOwnDefaults() {
    String list = BaselineSyntax.DEFAULT + "," + BaselineSyntax.DEFAULT_WITH_ARM;
    assertThat(syntax.parse(list)).extracting(Baseline::name).doesNotHaveDuplicates()
        .containsAll(RankingCheck.PAPER.stream().map(RankingCheck.Claim::worse).toList());
    assertThat(BaselineSyntax.learnedKinds(list)).containsExactly("state-dependent",
        "structured", "mlp");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      squared@fast            | the rate behind @ must be a number, but is 'fast' in 'squared@fast'
      squared/newton          | must be one of sgd, adam
      genius                  | must be one of none, network
      squared with gravitas   | gravitas
      """)
  void shouldRefuseWhatItDoesNotKnow(String list, String sentence) {
    assertThatThrownBy(() -> syntax.parse(list)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void shouldRefuseAPriorWithoutAnArm() {
    BaselineSyntax bare = new BaselineSyntax(Optional.empty(), List.of(8), "none",
        LearnedLosses::untrained);
    assertThatThrownBy(() -> bare.parse("none with gravity"))
        .hasMessage("model 'none with gravity' needs the description of an arm for its prior, and"
            + " there is none");
  }
}
