package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.statewise.controller.evaluate.report.Figures;
import org.statewise.controller.evaluate.report.Page;
import org.statewise.controller.evaluate.report.Table;

/** The default and the rows that were run wherever it was, over all streams, as a section of the page. */
final class RivalSection {
  private final Results results;
  private final double gainScale;

  private RivalSection(Results results, double gainScale) {
    this.results = results;
    this.gainScale = gainScale;
  }

  static void add(Page page, Results results, double gainScale) {
    RivalSection section = new RivalSection(results, gainScale);
    Rivals rivals = new Rivals(results, gainScale);
    page.section("The default and its rivals, all streams, gain " + gainScale);
    List<List<String>> table = new ArrayList<>();
    table.add(section.line(rivals.ofDefault()));
    rivals.all().forEach(standing -> table.add(section.line(standing)));
    page.table(new Table(
        "The strongest first. Errors are parts of those of PD and prior alone, geometric"
            + " mean over the plants that both hold, as are roughness and torque above 20 Hz. Broken: runs with a"
            + " motion beyond " + Figures.of(Results.HARM)
            + " times PD and prior alone, on either side, faults"
            + " included. "
            + named(
                "The strongest that is as safe, with a delay margin of a period and a torque at most "
                    + Figures.of(Goals.ROUGHNESS)
                    + " times as rough as that of PD and prior alone: ",
                rivals.strongest())
            + named(" The strongest of those that are no rougher than the default: ",
                rivals.strongestAsSmooth()),
        List.of("row", "links, first round", "last round", "motors, first round", "last round",
            "default's error to its, links", "broken", "of them faults", "worst ratio else",
            "delay margin, ms", "roughness", "above 20 Hz"),
        table));
  }

  private static String named(String what, Optional<Rivals.Standing> row) {
    return what + row.map(standing -> standing.row().name()).orElse("none") + ".";
  }

  private List<String> line(Rivals.Standing standing) {
    Baseline row = standing.row();
    return List.of(row.name(), part(row, m -> m.linkRmsMrad(1)),
        part(row, m -> m.linkRmsMrad(m.lastRound())), part(row, m -> m.meanRmsMrad(1)),
        part(row, m -> m.meanRmsMrad(m.lastRound())), Figures.of(standing.ofDefault()),
        Long.toString(standing.broken()), Long.toString(standing.faults()),
        Figures.of(standing.harm()), Figures.of(1e3 * standing.delayMarginSeconds()),
        part(row, RunMeasures::roughnessNm), part(row, RunMeasures::fastNm));
  }

  private String part(Baseline row, ToDoubleFunction<RunMeasures> figure) {
    return Figures.of(results.meanRatio(row, results.benchmarkSet().none(), figure,
        cell -> cell.gainScale() == gainScale));
  }
}
