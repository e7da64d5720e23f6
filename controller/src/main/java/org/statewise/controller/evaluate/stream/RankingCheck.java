package org.statewise.controller.evaluate.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.statewise.controller.evaluate.report.Figures;
import org.statewise.controller.evaluate.report.ResultRow;
import org.statewise.controller.evaluate.report.Spread;
import org.statewise.controller.evaluate.report.Table;
import org.statewise.controller.evaluate.report.VerdictCell;

/**
 * Whether the paper's order holds: which loss learns better than which. It holds where the better one's
 * mean is smaller than the other's; how often it holds seed by seed and trial by trial stands beside it.
 */
public final class RankingCheck {
  /** The paper's section IV: of each pair, the first is said to do better. */
  public static final List<Claim> PAPER = List.of(
      new Claim("learned-state-dependent@0.001", "learned-structured@0.001"),
      new Claim("learned-structured@0.001", "learned-mlp@0.001"),
      new Claim("learned-mlp@0.001", "squared@0.001"),
      new Claim("learned-structured@0.001", "squared@0.001"),
      new Claim("learned-state-dependent@0.001", "squared@0.001"),
      new Claim("learned-state-dependent@0.001", "squared@0.01"),
      new Claim("learned-state-dependent@0.001", "squared/adam@0.001"),
      new Claim("learned-state-dependent@0.001", "squared/adam@0.01"));

  private RankingCheck() {}

  /** One baseline is said to do better than another. */
  public record Claim(String better, String worse) {
    @Override
    public String toString() {
      return better + " before " + worse;
    }
  }

  /**
   * What became of a claim.
   *
   * @param scenario what it is about
   * @param motion if it is about one; else empty
   * @param better mean squared error of the one that is said to be better, Nm^2
   * @param worse of the other
   * @param pairsHeld in how many pairs of equal seed and trial it holds
   * @param pairs how many there are
   */
  public record Verdict(Claim claim, String scenario, String motion, double better, double worse,
      long pairsHeld,
      int pairs) {
    /** Whether it holds for the means; two that both diverged are in no order. */
    public boolean holds() {
      return better < worse;
    }

    /** Whether it is about a scenario and not about one of its motions. */
    public boolean isOverall() {
      return motion.isEmpty();
    }

    String where() {
      return motion.isEmpty() ? scenario : scenario + ", " + motion;
    }

    /** As a sentence. */
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s: %s, %s against %s Nm², %d of %d pairs (%s)",
          holds() ? "holds" : "DOES NOT HOLD", claim, Figures.of(better), Figures.of(worse),
          pairsHeld, pairs, where());
    }
  }

  /** The claims about baselines that took part, for each scenario as a whole and motion by motion. */
  public static List<Verdict> check(OnlineResults results) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Scenario scenario : results.scenarios()) {
      List<String> motions = new ArrayList<>(results.motions(scenario));
      if (motions.size() == 1) {
        motions.clear();
      }
      motions.addFirst("");
      for (String motion : motions) {
        for (Claim claim : PAPER) {
          check(results, scenario, motion, claim).ifPresent(verdicts::add);
        }
      }
    }
    return verdicts;
  }

  private static Optional<Verdict> check(OnlineResults results, Scenario scenario, String motion,
      Claim claim) {
    Optional<Baseline> better = named(results, claim.better());
    Optional<Baseline> worse = named(results, claim.worse());
    if (better.isEmpty() || worse.isEmpty()) {
      return Optional.empty();
    }
    return Optional
        .of(of(claim, scenario.name(), motion, results.each(better.get(), scenario, motion),
            results.each(worse.get(), scenario, motion)));
  }

  /** The verdict of two lists of errors whose entries belong together. */
  public static Verdict of(Claim claim, String scenario, String motion, double[] better,
      double[] worse) {
    long held = 0;
    for (int i = 0; i < better.length; i++) {
      held += better[i] < worse[i] ? 1 : 0;
    }
    return new Verdict(claim, scenario, motion, Spread.of(better).mean(), Spread.of(worse).mean(),
        held,
        better.length);
  }

  /** The verdicts on whole scenarios as sentences, and how many of all hold. */
  public static List<String> sentences(List<Verdict> verdicts) {
    List<String> lines = new ArrayList<>();
    verdicts.stream().filter(Verdict::isOverall).forEach(verdict -> lines.add(verdict.toString()));
    long motions = verdicts.stream().filter(verdict -> !verdict.isOverall()).count();
    if (motions > 0) {
      long held = verdicts.stream().filter(verdict -> !verdict.isOverall() && verdict.holds())
          .count();
      lines.add("motion by motion the claims hold in " + held + " of " + motions + " cases");
    }
    return lines;
  }

  /** How many of the claims about whole scenarios hold, in words. */
  public static String held(List<Verdict> verdicts) {
    List<Verdict> overall = verdicts.stream().filter(Verdict::isOverall).toList();
    return overall.stream().filter(Verdict::holds).count() + " of " + overall.size()
        + " claims of the paper's order hold";
  }

  private static Optional<Baseline> named(OnlineResults results, String name) {
    return results.baselines().stream().filter(baseline -> baseline.name().equals(name))
        .findFirst();
  }

  /** The verdicts on whole scenarios, a row each. */
  static Table table(List<Verdict> verdicts) {
    return new Table(
        "Over all motions, seeds and trials: mean squared errors, Nm², whether the first"
            + " one's mean is smaller, and in how many pairs of equal seed and trial it is",
        List.of("claim", "scenario", "better one", "other", "verdict", "pairs"),
        verdicts.stream().filter(Verdict::isOverall)
            .map(verdict -> List.of(verdict.claim().toString(), verdict.scenario(),
                Figures.of(verdict.better()), Figures.of(verdict.worse()),
                VerdictCell.of(verdict.holds()),
                verdict.pairsHeld() + " of " + verdict.pairs()))
            .toList());
  }

  /** The verdicts on the motions of a scenario: a row a claim, a column a motion. */
  static Table byMotion(String scenario, List<Verdict> verdicts) {
    List<Verdict> own = verdicts.stream()
        .filter(verdict -> verdict.scenario().equals(scenario) && !verdict.isOverall()).toList();
    List<String> motions = own.stream().map(Verdict::motion).distinct().toList();
    List<String> header = new ArrayList<>(List.of("claim"));
    header.addAll(motions);
    List<List<String>> rows = new ArrayList<>();
    for (Claim claim : own.stream().map(Verdict::claim).distinct().toList()) {
      List<String> row = new ArrayList<>(List.of(claim.toString()));
      own.stream().filter(verdict -> verdict.claim().equals(claim))
          .forEach(verdict -> row.add(
              VerdictCell.of(verdict.holds())));
      rows.add(row);
    }
    return new Table(scenario + ", motion by motion: where a claim holds", header, rows);
  }

  /** Rows of results: 1 where a claim holds, else 0. */
  public static List<ResultRow> rows(String experiment, List<Verdict> verdicts) {
    return verdicts.stream().map(verdict -> new ResultRow(experiment, verdict.scenario(),
        verdict.claim().toString(), "", Double.NaN, ResultRow.ALL_SEEDS, 0, verdict.motion(),
        "orderHolds",
        verdict.holds() ? 1 : 0)).toList();
  }
}
