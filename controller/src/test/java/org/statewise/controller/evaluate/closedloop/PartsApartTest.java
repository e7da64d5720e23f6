package org.statewise.controller.evaluate.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.adapt.SampleSettings.Acceleration;
import org.statewise.controller.app.command.BenchmarkTicks;
import org.statewise.controller.app.command.SimulatedPlants;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.evaluate.closedloop.Baseline.Handling;
import org.statewise.controller.evaluate.closedloop.Baseline.Knowledge;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.online.ForwardingModel;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSyntax;

/**
 * Of a memory and an observer one is bad, on training plants: it alone is taken away, and the arm follows at
 * least as well as where both are.
 */
@Tag("slow")
final class PartsApartTest {
  private static final ArmModel ARM = ShippedArms.load("iiwa7");
  private static final Handling USUAL = new Handling(Acceleration.POSITION, 0.006, 0.0035, 6);
  private static final int ROUNDS = 2;

  private final ClosedLoop loop = new ClosedLoop(SimulatedPlants::open, BenchmarkTicks::tick,
      ROUNDS);
  private final List<Intervention> memory = new ArrayList<>();
  private final List<Intervention> observer = new ArrayList<>();

  /** Both parts as one model, which is withdrawn as a whole. */
  private static final class AsOne extends ForwardingModel {
    AsOne(OnlineModel model) {
      super(model);
    }

    @Override
    public boolean hasObserver() {
      return false;
    }

    @Override
    public OnlineModel memory() {
      return this;
    }

    @Override
    public OnlineModel observer() {
      return this;
    }
  }

  private RunMeasures run(Scenario scenario, long seed, String model,
      UnaryOperator<OnlineModel> around) {
    memory.clear();
    observer.clear();
    Baseline row = new Baseline(model,
        new OnlineModelSyntax(Optional.of(ARM), LearnedModels.forJoints(7)).parse(model),
        Knowledge.NOMINAL, USUAL, true);
    return loop.run(scenario.plant(ARM, seed, 1), row, around, tick -> {
      memory.add(tick.intervention);
      observer.add(tick.observerIntervention);
    });
  }

  private static double rms(RunMeasures run) {
    assertThat(run.fault()).isEmpty();
    return Math.sqrt(run.motions().stream()
        .mapToDouble(motion -> motion.rmsMrad() * motion.rmsMrad()).average().orElseThrow());
  }

  private static boolean withdrawn(List<Intervention> interventions) {
    return interventions.stream().anyMatch(Intervention::stops);
  }

  @ParameterizedTest
  @CsvSource({"PLAIN, 600", "RANDOM, 604", "SOFT, 602"})
  void shouldTakeATooFastObserverAwayAndKeepTheMemory(Scenario scenario, long seed) {
    String model = "local:width=1.5,q=1e-2,leak=1e-3+" + BenchmarkSet.FORCED;
    double apart = rms(run(scenario, seed, model, UnaryOperator.identity()));
    assertThat(withdrawn(observer)).isTrue();
    assertThat(withdrawn(memory)).isFalse();

    double asOne = rms(run(scenario, seed, model, AsOne::new));
    assertThat(withdrawn(memory)).isTrue();
    assertThat(apart).isLessThan(asOne);
  }

  /** Teaches the memory torques that no arm needs, and so many samples of them that it is sure. */
  private static OnlineModel poison(OnlineModel model) {
    SplittableRandom random = new SplittableRandom(3);
    double[] q = new double[7];
    double[] qd = new double[7];
    double[] tau = new double[7];
    for (int i = 0; i < 5000; i++) {
      for (int j = 0; j < 7; j++) {
        q[j] = random.nextDouble(-2, 2);
        qd[j] = random.nextDouble(-0.5, 0.5);
        tau[j] = 0.15 * ARM.joints().get(j).limits().tauMaxNm() * Math.cos(q[j]);
      }
      model.memory().learn(q, qd, new double[7], tau);
    }
    return model;
  }

  @ParameterizedTest
  @CsvSource({"PLAIN, 600", "SOFT, 602"})
  void shouldTakeAMemoryAwayThatIsWrongAndKeepTheObserver(Scenario scenario, long seed) {
    String model = "kalman:leak=1e-8,q=1e-8+trend:order=1,gain=0.1,lead=0";
    double apart = rms(run(scenario, seed, model, PartsApartTest::poison));
    assertThat(withdrawn(memory)).isTrue();
    assertThat(withdrawn(observer)).isFalse();

    double asOne = rms(run(scenario, seed, model, both -> new AsOne(poison(both))));
    assertThat(apart).isLessThan(1.05 * asOne);
  }
}
