package org.statewise.controller.evaluate.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.statewise.controller.evaluate.report.Figures;
import org.statewise.controller.evaluate.report.Page;
import org.statewise.controller.evaluate.report.Plot;
import org.statewise.controller.evaluate.report.ResultRow;
import org.statewise.controller.evaluate.report.Spread;
import org.statewise.controller.evaluate.report.Table;
import org.statewise.controller.evaluate.stream.Baseline;
import org.statewise.controller.evaluate.stream.LearnedLosses;
import org.statewise.controller.evaluate.stream.MetaTraining;
import org.statewise.controller.evaluate.stream.OnlineRanking;
import org.statewise.controller.evaluate.stream.OnlineResults;
import org.statewise.controller.evaluate.stream.OnlineTables;
import org.statewise.controller.evaluate.stream.RankingCheck;
import org.statewise.controller.evaluate.stream.Scenario;
import org.statewise.controller.evaluate.stream.StreamsReport;
import org.statewise.controller.train.DataSet;
import org.statewise.controller.train.SeedResult;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.loss.LossSpec;

/**
 * The report of {@code evaluate paper}.
 *
 * @param description sentences: how the data was made, which options
 * @param train the sines that the losses were learned from
 * @param fits of figure 3 (c) and (d)
 * @param results of figure 4
 * @param motion what the arm did in the first trial
 */
public record PaperReport(List<String> description, DataSet train, LearnedLosses losses,
    Fitting fits, OnlineResults results, Motion motion) {
  /** The data of figure 3 (c). */
  public static final String TRAIN = "training sines";

  /** The data of figure 3 (d). */
  public static final String TEST = "held-out sines";

  private static final String EXPERIMENT = "paper";
  private static final String SHOWN = "state-dependent";
  private static final double ALPHA = 0.001;

  /** Figure 3 (c) and (d): what made them, and what came out. */
  public record Fitting(FitExperiment experiment, List<FitExperiment.Fit> fits,
      List<Long> seeds) {}

  /** States of one trial, and the arm if it is known. */
  public record Motion(List<StateTrace.Point> points, Optional<ArmModel> arm) {}

  /** What became of the paper's claims, of figure 3's first. */
  public List<RankingCheck.Verdict> verdicts() {
    List<RankingCheck.Verdict> verdicts = new ArrayList<>(
        fits.experiment().check(TEST, fits.fits()));
    verdicts.addAll(RankingCheck.check(results));
    return verdicts;
  }

  /** Every figure. */
  public List<ResultRow> rows() {
    List<ResultRow> rows = new ArrayList<>(new MetaTraining(losses).rows());
    rows.addAll(fits.experiment().rows(fits.fits(), fits.seeds()));
    rows.addAll(results.rows(EXPERIMENT));
    rows.addAll(RankingCheck.rows(EXPERIMENT, verdicts()));
    return rows;
  }

  /** The page: figures first, then tables. */
  public Page page() {
    OnlineRanking ranking = new OnlineRanking(results);
    Page page = new Page("Learned losses for inverse dynamics: the paper's experiments").answer(
        "Of the networks as the paper runs them " + ranking.best(Baseline::published) + "; "
            + RankingCheck.held(verdicts()) + ".",
        ranking.ranking());
    figure3(page);
    figure4(page);
    Optional<Learned> learned = learned();
    learned.ifPresent(of -> figures(page, of));
    tables(page);
    learned.ifPresent(of -> tables(page, of));
    return page.section("How it was done").list(description);
  }

  private void figure3(Page page) {
    MetaTraining training = new MetaTraining(losses);
    page.section("Figure 3: learning the losses, and learning with them")
        .plot(training.trainError()).plot(training.chooserError("Held-out sines"))
        .plot(fits.experiment().plot(TRAIN, fits.fits()))
        .plot(fits.experiment().plot(TEST, fits.fits()));
  }

  private void figure4(Page page) {
    OnlineTables tables = new OnlineTables(results);
    page.section("Figure 4: online along pick and place");
    for (Scenario scenario : results.scenarios()) {
      page.plot(tables.torque(scenario));
      tables.errors(scenario, 0).forEach(page::plot);
    }
  }

  private void tables(Page page) {
    OnlineTables tables = new OnlineTables(results);
    page.section("Errors along pick and place");
    for (Scenario scenario : results.scenarios()) {
      page.table(tables.overview(scenario));
      tables.byMotion(scenario).forEach(page::table);
    }
    StreamsReport.orderInto(page, verdicts());
    page.section("The losses").table(new MetaTraining(losses).table());
  }

  /** What there is to say of the state-dependent loss. */
  private record Learned(PhiSlices slices, PhiMotion along, LossSpec best) {}

  private Optional<Learned> learned() {
    if (!losses.results().containsKey(SHOWN)) {
      return Optional.empty();
    }
    LossSpec best = losses.best(SHOWN).best();
    return Optional.of(new Learned(new PhiSlices(train),
        new PhiMotion(motion.points(), best, train.scaling(), motion.arm(), ALPHA), best));
  }

  private void figures(Page page, Learned learned) {
    List<Plot.Stretch> marks = new OnlineTables(results)
        .motionMarks(results.scenarios().getFirst());
    page.section("What the state-dependent loss learned")
        .text("phi_j(q, qd) of the best seed, " + losses.best(SHOWN).seed() + ". "
            + learned.slices().reference())
        .part("Along the pick and place of the first trial")
        .plot(learned.along().stepSizes(marks));
    learned.along().manipulability(marks).ifPresent(page::plot);
    page.text("Grey: the joint is slower than " + PhiMotion.STICTION_RAD_PER_S
        + " rad/s, so that static friction decides. Triangles: it begins to move the other way.")
        .plots(learned.along().jointPlots(marks)).part("Over positions")
        .plots(learned.slices().positions(learned.best())).part("Over velocities")
        .plots(learned.slices().velocities(learned.best()));
  }

  private void tables(Page page, Learned learned) {
    List<SeedResult> seeds = losses.results().get(SHOWN);
    page.section("What the losses learned").table(learned.slices().factors(
        seeds.stream().<LossSpec>map(SeedResult::best).toList()))
        .table(learned.along().correlations());
    if (losses.results().containsKey("structured")) {
      page.part("The structured loss").table(structured());
    }
  }

  /** The weights of the structured loss: one number a joint and seed. */
  private Table structured() {
    int n = train.joints();
    double[][] phi = losses.results().get("structured").stream()
        .map(seed -> new PhiWeights(seed.best(), train.scaling()).at(new double[n], new double[n]))
        .toArray(double[][]::new);
    List<List<String>> rows = IntStream.range(0, n).mapToObj(j -> {
      Spread spread = Spread.of(
          IntStream.range(0, phi.length).mapToDouble(seed -> phi[seed][j]).toArray());
      return List.of("A" + (j + 1), Figures.of(spread), Figures.of(spread.least()),
          Figures.of(spread.worst()));
    }).toList();
    return new Table("phi_j, mean ± standard deviation over seeds",
        List.of("joint", "phi", "least", "most"), rows);
  }
}
