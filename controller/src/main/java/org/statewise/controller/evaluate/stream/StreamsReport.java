package org.statewise.controller.evaluate.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.statewise.controller.evaluate.report.Page;
import org.statewise.controller.evaluate.report.ResultRow;
import org.statewise.controller.evaluate.report.Table;

/**
 * The report of {@code evaluate streams}.
 *
 * @param description sentences: which recordings, which options
 */
public record StreamsReport(List<String> description, LearnedLosses losses,
    OnlineResults results) {
  private static final String EXPERIMENT = "streams";

  /** What became of the paper's claims. */
  public List<RankingCheck.Verdict> verdicts() {
    return RankingCheck.check(results);
  }

  /** Every figure. */
  public List<ResultRow> rows() {
    List<ResultRow> rows = new ArrayList<>(new MetaTraining(losses).rows());
    rows.addAll(results.rows(EXPERIMENT));
    rows.addAll(RankingCheck.rows(EXPERIMENT, verdicts()));
    return rows;
  }

  /** A table a test recording that is long enough: how well models predict once they are frozen. */
  public List<Table> horizons() {
    Horizons horizons = new Horizons(results);
    return results.scenarios().stream().map(horizons::table).flatMap(Optional::stream).toList();
  }

  /** The page: figures first, then tables. */
  public Page page() {
    OnlineRanking ranking = new OnlineRanking(results);
    String claims = verdicts().isEmpty() ? "" : "; " + RankingCheck.held(verdicts());
    Page page = new Page("Online learning along recorded streams").answer(
        "Before it learns each sample, " + ranking.best(model -> true) + claims + ".",
        ranking.ranking());
    figures(page);
    tables(page);
    return page.section("How it was done").list(description);
  }

  private void figures(Page page) {
    if (!losses.results().isEmpty()) {
      MetaTraining training = new MetaTraining(losses);
      page.section("Learning the losses").plot(training.trainError())
          .plot(training.chooserError("Last fifth of each training stream"));
    }
    OnlineTables tables = new OnlineTables(results);
    for (Scenario scenario : results.scenarios()) {
      page.section("Along " + scenario.name())
          .text("Each sample is predicted before it is learned.").plot(tables.torque(scenario));
      tables.errors(scenario, 0).forEach(page::plot);
      if (scenario.trials().size() > 1) {
        tables.errors(scenario, scenario.trials().size() - 1).forEach(page::plot);
      }
    }
  }

  private void tables(Page page) {
    OnlineTables tables = new OnlineTables(results);
    for (Scenario scenario : results.scenarios()) {
      page.section("Figures along " + scenario.name()).table(tables.overview(scenario));
      new Horizons(results).table(scenario).ifPresent(page::table);
      tables.byMotion(scenario).forEach(page::table);
    }
    if (!losses.results().isEmpty()) {
      page.section("The losses").table(new MetaTraining(losses).table());
    }
    if (!verdicts().isEmpty()) {
      orderInto(page, verdicts());
    }
  }

  /** Adds what became of the paper's claims. */
  public static void orderInto(Page page, List<RankingCheck.Verdict> verdicts) {
    page.section("The paper's order")
        .text("A claim of the paper's section IV holds where the mean of the one that is said to be"
            + " better is smaller.")
        .table(RankingCheck.table(verdicts));
    verdicts.stream().filter(verdict -> !verdict.isOverall()).map(RankingCheck.Verdict::scenario)
        .distinct().forEach(scenario -> page.table(RankingCheck.byMotion(scenario, verdicts)));
  }
}
