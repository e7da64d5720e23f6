package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.models.loss.InputRange;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.Positivity;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.UpdateRuleSpec;

class OnlineModelSyntaxTest {
  private final OnlineModelSyntax syntax = new OnlineModelSyntax(Optional.of(Peers.arm()));

  static List<String> words() {
    return OnlineModelSyntax.words();
  }

  @ParameterizedTest
  @MethodSource("words")
  void shouldBuildEveryWordWithoutSettings(String word) {
    OnlineModelSpec spec = syntax.parse(word);
    assertThat(spec.word()).isEqualTo(word);
    OnlineModel model = spec.build(3, Scaling.none(3), new SplittableRandom(1));
    assertThat(model.joints()).isEqualTo(3);
  }

  @Test
  void shouldReadANetworkThatWasTrainedOverManyArms() {
    Mlp mlp = Mlp.of(10, List.of(4), 3);
    NetworkMemorySpec found = new NetworkMemorySpec(new LearnedMemory(List.of(4),
        mlp.newParameters(), Collections.nCopies(3, new DMatrixRMaj(2, 5)), new DMatrixRMaj(3, 0),
        new double[]{1, 1, 1},
        new InputRange(new double[9], new double[9]), Scaling.none(3)), new LossSpec.Structured(),
        1e-5);
    OnlineModelSyntax files = new OnlineModelSyntax(Optional.empty(), new LearnedFiles() {
      @Override
      public LossSpec loss(String name) {
        return LossSpec.parse(name);
      }

      @Override
      public NetworkMemorySpec memory(String name) {
        assertThat(name).isEqualTo("many.pb");
        return found;
      }
    });
    assertThat(files.parse("network:memory=many.pb")).isEqualTo(found);
    assertThat(files.parse("network:memory=many.pb,loss=squared,leak=0.1"))
        .isEqualTo(new NetworkMemorySpec(found.memory(), new LossSpec.Squared(), 0.1));
    assertThatThrownBy(() -> files.parse("network:memory=many.pb,kappa=0.1"))
        .hasMessageContaining("must have keys of leak, loss, memory; got \"kappa\"");
    assertThatThrownBy(() -> syntax.parse("network:memory=many.pb"))
        .hasMessage("there is no learned memory 'many.pb'");
  }

  @Test
  void shouldReadTheSettings() {
    assertThat(syntax.parse("observer:leak=0.02,q=0.5"))
        .isEqualTo(new FilterSpec.Observer(0.02, 0.5));
    assertThat(syntax.parse("kalman:features=40, length=3,friction=all,leak=0.1,q=1"))
        .isEqualTo(new FilterSpec.Kalman(FeatureSpec.ofDynamics(40, 3, false), 0.1, 1));
    assertThat(syntax.parse("rls:friction=none,forgetting=0.99,ridge=2"))
        .isEqualTo(new FilterSpec.Rls(new FeatureSpec.Joined(List.of(
            new FeatureSpec.RandomFourier(100, 2), new FeatureSpec.Constant())), 0.99, 2));
    assertThat(syntax.parse("kalman:hidden=8-4,friction=none"))
        .isEqualTo(new FilterSpec.Kalman(new FeatureSpec.Joined(List.of(
            new FeatureSpec.Hidden(List.of(8, 4), Optional.empty()),
            new FeatureSpec.Constant())), 0.01, 0.1));
    assertThat(syntax.parse("precision-kalman:loss=squared"))
        .isEqualTo(new FilterSpec.PrecisionKalman(FeatureSpec.ofDynamics(100, 4, true),
            new LossSpec.Squared(), 0.01, 0.1));
    assertThat(syntax.parse("network:loss=squared,rule=adam,alpha=0.1,kappa=0.03,hidden=8"))
        .isEqualTo(new OnlineModelSpec.Network(List.of(8), new LossSpec.Squared(),
            UpdateRuleSpec.parse("adam"), 0.1, 0.03, true));
    assertThat(syntax.parse("local:fields=9,width=1"))
        .isEqualTo(new OnlineModelSpec.Local(9, 1, 1e-4, 1e-3));
    assertThat(syntax.parse("doomed:eta=1e-1,momentum=0,leak=0"))
        .isEqualTo(new OnlineModelSpec.DirectOffset(0.1, 0, 0));
  }

  @Test
  void shouldReadTwoModelsAsTwoTimeScalesAndNotAnExponent() {
    OnlineModelSpec expected = new OnlineModelSpec.TwoTimeScale(
        new FilterSpec.Observer(1e-5, 1e-5), new FilterSpec.Observer(0.01, 1e+1));
    assertThat(syntax.parse("observer:leak=1e-5,q=1e-5+observer:leak=0.01,q=1e+1"))
        .isEqualTo(expected);
    assertThat(syntax.parse("observer:leak=1e-5,q=1e-5 + observer:q=1e+1")).isEqualTo(expected);
    assertThat(expected.word()).isEqualTo("observer+observer");
  }

  @Test
  void shouldTakeLossesFromWhereItIsGiven() {
    LossSpec mine = new LossSpec.StateDependent(5,
        Positivity.SOFTPLUS);
    OnlineModelSyntax own = new OnlineModelSyntax(Optional.empty(), word -> mine);
    FilterSpec.PrecisionKalman spec = (FilterSpec.PrecisionKalman) own
        .parse("precision-kalman:loss=mine");
    assertThat(spec.loss()).isSameAs(mine);
  }

  @Test
  void shouldReadWhatIsInFiles() {
    OnlineModelSyntax own = new OnlineModelSyntax(Optional.empty(), Files.INSTANCE);
    NetworkInitialisation start = Files.INSTANCE.start("a.pb");
    assertThat(own.parse("precision-kalman:file=f.pb"))
        .isEqualTo(new FilterSpec.PrecisionKalman(FeatureSpec.ofDynamics(40, 3, false),
            Files.INSTANCE.loss("f.pb"), 0.02, 0.3));
    assertThat(own.parse("precision-kalman:file=f.pb,leak=0.1,features=0,friction=none"))
        .isEqualTo(new FilterSpec.PrecisionKalman(
            new FeatureSpec.Joined(List.of(new FeatureSpec.Constant())),
            Files.INSTANCE.loss("f.pb"), 0.1, 0.3));
    FilterSpec.Kalman kalman = (FilterSpec.Kalman) own
        .parse("kalman:features=hidden:a.pb,friction=none");
    assertThat(((FeatureSpec.Joined) kalman.features()).parts()).containsExactly(
        new FeatureSpec.Hidden(List.of(5), Optional.of(start)), new FeatureSpec.Constant());
    OnlineModelSpec.Network network = (OnlineModelSpec.Network) own
        .parse("network:init=a.pb,loss=squared");
    assertThat(network.hidden()).containsExactly(5);
    assertThat(network.start()).contains(start);
  }

  @Test
  void shouldRefuseWhatDoesNotFitAFile() {
    OnlineModelSyntax own = new OnlineModelSyntax(Optional.empty(), Files.INSTANCE);
    assertThatThrownBy(() -> own.parse("network:init=a.pb,hidden=6")).hasMessage(
        "Network model: hidden must be [5] as in the network it starts from, got [6].");
    assertThatThrownBy(() -> own.parse("precision-kalman:file=f.pb,loss=squared"))
        .hasMessageContaining("loss must not come together with file, which holds one");
    assertThatThrownBy(() -> own.parse("kalman:features=hidden:a.pb,length=2"))
        .hasMessageContaining("length must not come together with features of a file");
    assertThatThrownBy(() -> syntax.parse("network:init=a.pb"))
        .hasMessage("there is no learned network 'a.pb'");
    assertThatThrownBy(() -> syntax.parse("precision-kalman:file=a.pb"))
        .hasMessage("there is no learned filter 'a.pb'");
  }

  @Test
  void shouldStartFromWhatIsInAFileAndOnlyWithItsScaling() {
    NetworkInitialisation start = Files.INSTANCE.start("a.pb");
    OnlineModelSpec spec = new OnlineModelSyntax(Optional.empty(), Files.INSTANCE)
        .parse("network:init=a.pb");
    OnlineModel model = spec.build(2, Scaling.none(2), new SplittableRandom(1));
    assertThat(model.theta().toArray()).containsExactly(start.theta().toArray());
    assertThatThrownBy(() -> spec.build(3, Scaling.none(3), new SplittableRandom(1))).hasMessage(
        "Network start: must be used for the 2 joints it was trained for, got 3.");
    Scaling other = Scaling.uniform(1, 1, 1, new double[]{1, 2});
    assertThatThrownBy(() -> spec.build(2, other, new SplittableRandom(1))).hasMessage(
        "Network start: must be used with the scaling of torques it was trained with, [1.0, 1.0],"
            + " got [1.0, 2.0].");
    OnlineModelSpec features = new FilterSpec.Kalman(
        new FeatureSpec.Hidden(List.of(5), Optional.of(start)), 0.01, 0.1);
    assertThat(features.build(2, Scaling.none(2), new SplittableRandom(1)).theta().count())
        .isEqualTo(2 * 5);
    assertThatThrownBy(() -> features.build(2, other, new SplittableRandom(1)))
        .hasMessageContaining("must be used with the scaling of torques");
  }

  @Test
  void shouldWriteFeaturesAsItReadsThem() {
    for (String text : List.of("features=100,length=4.0,friction=own",
        "features=8,length=0.5,friction=none", "features=0,friction=all")) {
      assertThat(FeatureSpec.parse(text).settings()).isEqualTo(text);
    }
    assertThat(FeatureSpec.parse("").settings()).isEqualTo("features=100,length=4.0,friction=own");
    assertThatThrownBy(() -> FeatureSpec.parse("features=4,leak=1"))
        .hasMessageContaining("got \"leak\"");
    assertThatThrownBy(() -> FeatureSpec.parse("features=hidden:a.pb"))
        .hasMessageContaining("there is no learned network");
    assertThatThrownBy(() -> FeatureSpec.parse("hidden=4").settings())
        .hasMessageContaining("must be random, friction or constant ones");
  }

  /** Files that hold always the same. */
  private enum Files implements LearnedFiles {
    INSTANCE;

    private static final NetworkInitialisation START = start();

    private static NetworkInitialisation start() {
      Mlp mlp = Mlp.of(6, List.of(5), 2);
      Parameters theta = mlp.newParameters();
      mlp.initialise(theta, new SplittableRandom(9));
      return new NetworkInitialisation(List.of(5), theta, Scaling.none(2));
    }

    @Override
    public LossSpec loss(String name) {
      return new LossSpec.Structured();
    }

    @Override
    public LearnedFilter filter(String name) {
      return new LearnedFilter(loss(name), 0.02, 0.3, "features=40,length=3,friction=all");
    }

    @Override
    public NetworkInitialisation start(String name) {
      return START;
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "kalmn | must be one of none, network, observer, kalman,",
    "kalman:lek=1 | Online model kalman: must have keys of features, friction, hidden, leak, length",
    "kalman:lek=1 | got \"lek\"",
    "none:leak=1 | must have keys of none at all; got \"leak\"",
    "kalman:leak=x | Online model kalman: leak must be a number, got \"x\".",
    "kalman:features=1.5 | features must be a whole number, got \"1.5\"",
    "kalman:features=3 | count must be positive and even, got 3",
    "kalman:length=-1 | length must be positive and finite, got -1.0",
    "kalman:leak | needs key=value between commas, got \"leak\"",
    "kalman:leak=1,leak=2 | leak must be given once",
    "kalman:leak=2 | leak must be at least 1e-8 and below 1, got 2.0",
    "kalman:friction=some | friction must be one of own, all, none; got \"some\"",
    "kalman:hidden=8,features=4 | hidden must not come together",
    "network:hidden=8-x | hidden must be widths such as 64-64, got \"8-x\"",
    "network:loss=best | Loss: must be one of squared",
    "precision-kalman:loss=mlp | whose weights are precisions; got \"mlp\"",
    "rls:forgetting=0 | forgetting must be above 0",
    "doomed:eta=2 | Doomed model: eta must be above 0 and at most 1, got 2.0.",
    "local:fields=0 | fields must be 1 to 10000, got 0",
    "none+none+none | two models; got 3",
  })
  void shouldReportWhatIsWrong(String text, String sentence) {
    assertThatThrownBy(() -> syntax.parse(text)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void shouldNeedAnArmForItsParameters() {
    assertThatThrownBy(() -> new OnlineModelSyntax(Optional.empty()).parse("rigid-body"))
        .hasMessage("Online model rigid-body: needs the description of an arm, and there is none.");
  }
}
