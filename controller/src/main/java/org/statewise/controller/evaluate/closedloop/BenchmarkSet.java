package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.statewise.controller.evaluate.closedloop.Baseline.Handling;
import org.statewise.controller.evaluate.closedloop.Baseline.Knowledge;
import org.statewise.models.online.OnlineModelSpec;

/**
 * The rows of the benchmark. A row "observer" is the plain disturbance observer with samples from
 * velocities, and with a + behind it the same with samples and lead of the default, so that what is
 * compared at equal delay margin differs in the model alone.
 *
 * @param none PD and prior alone
 * @param exact perfect knowledge
 * @param standard the controller that runs unless told otherwise
 * @param gradients squared error by SGD and Adam, at several rates each
 * @param observers the ladder of observers with a +
 * @param others everything else
 */
public record BenchmarkSet(Baseline none, Baseline exact, Baseline standard,
    List<Baseline> gradients, List<Baseline> observers, List<Baseline> others) {
  private static final List<String> GRADIENTS = List.of("loss=squared,alpha=0.001",
      "loss=squared,alpha=0.003", "loss=squared,alpha=0.01", "loss=squared,alpha=0.03",
      "loss=squared,rule=adam,alpha=0.0001", "loss=squared,rule=adam,alpha=0.0003",
      "loss=squared,rule=adam,alpha=0.001", "loss=squared,rule=adam,alpha=0.003");
  private static final List<String> PLAIN = List.of(
      "network:loss=learned-structured", "network:loss=learned-state-dependent",
      "network:loss=learned-mlp", "network:loss=learned-state-dependent,kappa=0.1",
      "rls", "rigid-body", "observer:q=1", "observer", "observer:q=0.01", "kalman",
      "precision-kalman:loss=learned-state-dependent",
      "kalman:leak=1e-5,q=1e-5+observer:q=0.01");
  private static final List<String> LADDER = List.of("observer:leak=0.001,q=0.02",
      "observer:leak=0.001,q=0.1", "observer:leak=0.001,q=0.5", "observer:leak=0.001,q=1",
      "observer:leak=0.001,q=2");
  private static final List<String> HANDLED = List.of(
      "network:loss=learned-state-dependent,kappa=0.1", "kalman",
      "kalman:leak=1e-5,q=1e-5+trend:gain=0.08", "trend:gain=0.08", "trend:gain=0.15",
      "trend:order=2,gain=0.15,lead=2.9", "trend:order=2,gain=0.18");

  /** Supervised as the default is: what remembers nothing. The best of them is what a memory must beat. */
  static final List<String> MEMORYLESS = List.of("trend", "trend:order=1,gain=0.05,lead=0",
      "trend:order=1,gain=0.1,lead=0");
  /** The same: local models, and as the pair that is the strongest rival. */
  private static final List<String> LOCAL = List.of("local:width=1.5,q=1e-2,leak=1e-3",
      "local:width=1.5,q=1e-2,leak=1e-3+trend:order=1,gain=0.05,lead=0");
  private static final String SUPERVISED = ", supervised";
  /** Swings on every elastic arm; the detector is judged by it. */
  static final String FORCED = "trend:gain=0.5";
  private static final Map<String, Rival> RIVALS = new TreeMap<>(Map.of(
      "iterative learning", new Rival.Iterative(0.7, 0.008, 8),
      "momentum observer", new Rival.Momentum(10),
      "composite adaptation", new Rival.Composite(0.02, 1)));

  /**
   * All rows.
   *
   * @param standard the default
   * @param models reads a model's text
   * @param more models of the user, handled as the default is
   * @param quick a few rows only
   */
  public static BenchmarkSet of(Baseline standard, Function<String, OnlineModelSpec> models,
      List<String> more, boolean quick) {
    Handling plain = Handling.PLAIN;
    Handling same = standard.handling();
    OnlineModelSpec nothing = new OnlineModelSpec.None();
    List<Baseline> gradients = new ArrayList<>();
    for (String text : quick ? GRADIENTS.subList(2, 3) : GRADIENTS) {
      gradients.add(row("network:" + text, "", models, plain));
    }
    List<Baseline> observers = new ArrayList<>();
    for (String text : quick ? LADDER.subList(2, 4) : LADDER) {
      observers.add(row(text, "+", models, same));
    }
    List<Baseline> others = new ArrayList<>();
    for (String text : quick ? PLAIN.subList(3, 8) : PLAIN) {
      others.add(row(text, "", models, plain));
    }
    for (String text : quick ? List.<String>of() : HANDLED) {
      others.add(row(text, "+", models, same));
    }
    for (String text : more) {
      others.add(row(text, "+", models, same));
    }
    for (List<String> texts : List.of(MEMORYLESS, LOCAL)) {
      for (String text : texts) {
        others.add(supervised(text, models.apply(text), standard));
      }
    }
    RIVALS.forEach((name, rule) -> others.add(new Baseline(name, nothing, Optional.of(rule),
        Knowledge.NOMINAL, same, true)));
    Baseline none = new Baseline("none", nothing, Knowledge.NOMINAL, plain, false);
    if (!quick) {
      others.add(none.on(Knowledge.NOTHING, "none, no prior"));
      others.add(standard.on(Knowledge.NOTHING, "default, no prior"));
      others.add(row("network:loss=learned-state-dependent,kappa=0.1", "", models, plain)
          .on(Knowledge.NOTHING, "network:loss=learned-state-dependent,kappa=0.1, no prior"));
    }
    return new BenchmarkSet(none, new Baseline("exact", nothing, Knowledge.EXACT, plain, false),
        standard, gradients, observers, others);
  }

  /** The observer that is forced on every plant, supervised. */
  public static Baseline forced(Baseline standard, Function<String, OnlineModelSpec> models) {
    return supervised(FORCED, models.apply(FORCED), standard);
  }

  /** A row that is run as the default is. */
  public static Baseline supervised(String text, OnlineModelSpec model, Baseline standard) {
    return new Baseline(text + SUPERVISED, model, Knowledge.NOMINAL, standard.handling(), true);
  }

  /** The row of the set that is the same but for its name; {@code row} itself where there is none. */
  public Baseline known(Baseline row) {
    return all().stream().filter(row::isLike).findFirst().orElse(row);
  }

  /** The same with one row more, unless it is there by another name. */
  public BenchmarkSet with(Baseline row) {
    List<Baseline> more = new ArrayList<>(others);
    if (!all().contains(known(row))) {
      more.add(row);
    }
    return new BenchmarkSet(none, exact, standard, gradients, observers, more);
  }

  private static Baseline row(String text, String mark, Function<String, OnlineModelSpec> models,
      Handling handling) {
    return new Baseline(text + mark, models.apply(text), Knowledge.NOMINAL, handling, false);
  }

  /** The rows that are run as the default is and remember nothing. */
  List<Baseline> memoryless() {
    return others.stream().filter(row -> row.supervised()
        && MEMORYLESS.stream().anyMatch(text -> row.name().equals(text + SUPERVISED))).toList();
  }

  /** Every row, the plain ones first. */
  public List<Baseline> all() {
    List<Baseline> all = new ArrayList<>(List.of(none, exact, standard));
    all.addAll(gradients);
    all.addAll(others);
    all.addAll(observers);
    return all;
  }

  /** The rows of the harder streams. */
  public List<Baseline> onHardStreams() {
    List<Baseline> rows = new ArrayList<>(List.of(none, exact, standard));
    rows.addAll(observers);
    for (Baseline other : others) {
      if (other.name().startsWith("network:loss=learned-state-dependent,kappa=0.1")
          || other.name().equals("rls") || other.name().equals("observer")
          || other.rival().isPresent() || other.supervised()) {
        rows.add(other);
      }
    }
    return rows;
  }
}
