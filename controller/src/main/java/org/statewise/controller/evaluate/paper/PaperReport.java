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
import org.statewise.controller.evaluate.stream.LearnedLosses;
import org.statewise.controller.evaluate.stream.MetaTraining;
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

  /** The page. */
  public Page page() {
    Page page = new Page("Learned losses for inverse dynamics: the paper's experiments")
        .list(description);
    StreamsReport.orderInto(page, verdicts());
    figure3(page);
    figure4(page);
    if (losses.results().containsKey(SHOWN)) {
      whatItLearned(page);
    }
    return page;
  }

  private void figure3(Page page) {
    MetaTraining training = new MetaTraining(losses);
    page.section("Figure 3: learning the losses, and learning with them")
        .plot(training.trainError()).plot(training.chooserError("Held-out sines"))
        .table(training.table()).plot(fits.experiment().plot(TRAIN, fits.fits()))
        .plot(fits.experiment().plot(TEST, fits.fits()));
  }

  private void figure4(Page page) {
    OnlineTables tables = new OnlineTables(results);
    page.section("Figure 4: online along pick and place");
    for (Scenario scenario : results.scenarios()) {
      page.plot(tables.torque(scenario));
      tables.errors(scenario, 0).forEach(page::plot);
      page.table(tables.overview(scenario));
      tables.byMotion(scenario).forEach(page::table);
    }
  }

  private void whatItLearned(Page page) {
    List<SeedResult> seeds = losses.results().get(SHOWN);
    LossSpec best = losses.best(SHOWN).best();
    double alpha = 0.001;
    PhiSlices slices = new PhiSlices(train);
    PhiMotion along = new PhiMotion(motion.points(), best, train.scaling(), motion.arm(), alpha);
    List<Plot.Stretch> marks = new OnlineTables(results)
        .motionMarks(results.scenarios().getFirst());
    page.section("What the state-dependent loss learned")
        .text("phi_j(q, qd) of the best seed, " + losses.best(SHOWN).seed() + ". "
            + slices.reference())
        .table(slices.factors(seeds.stream().<LossSpec>map(SeedResult::best).toList()))
        .part("Along the pick and place of the first trial").table(along.correlations())
        .plot(along.stepSizes(marks));
    along.manipulability(marks).ifPresent(page::plot);
    page.text("Grey: the joint is slower than " + PhiMotion.STICTION_RAD_PER_S
        + " rad/s, so that static friction decides. Triangles: it begins to move the other way.")
        .plots(along.jointPlots(marks)).part("Over positions").plots(slices.positions(best))
        .part("Over velocities").plots(slices.velocities(best));
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
