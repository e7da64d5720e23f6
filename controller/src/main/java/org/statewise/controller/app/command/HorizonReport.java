package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.statewise.controller.app.replay.ReplaySession;
import org.statewise.controller.evaluate.report.Figures;
import org.statewise.controller.evaluate.report.Table;
import org.statewise.controller.evaluate.report.TextTable;
import org.statewise.controller.replay.HorizonResult;

/** How well the models of replays predict once they are frozen, for people. */
final class HorizonReport {
  private HorizonReport() {}

  /** A row a controller, then what they are to be compared with; a column a horizon. */
  static void print(List<ReplaySession.Result> results, PrintWriter out) {
    List<HorizonResult> longest = results.stream().map(ReplaySession.Result::horizon)
        .max(Comparator.comparingInt(List::size)).orElseThrow();
    if (longest.stream().allMatch(one -> one.samplesAhead() == 1)) {
      out.printf("No horizon score: it needs a segment of more than 25 samples that are learned, or"
          + " two segments.%n%n");
      return;
    }
    List<String> header = new ArrayList<>(List.of("model"));
    longest.forEach(one -> header.add(ahead(one)));
    List<List<String>> rows = new ArrayList<>();
    for (ReplaySession.Result result : results) {
      rows.add(row(result.name(), longest, one -> result.horizon().stream()
          .filter(own -> own.samplesAhead() == one.samplesAhead()).findFirst()
          .map(HorizonResult::model)));
    }
    List<String> shown = results.stream().map(ReplaySession.Result::name).toList();
    for (int i = 0; i < longest.getFirst().references().size(); i++) {
      int at = i;
      String name = longest.getFirst().references().get(i).name();
      if (!shown.contains(name)) {
        rows.add(row(name, longest, one -> Optional.of(one.references().get(at))));
      }
    }
    TextTable.lines(new Table("Frozen models: MSE in Nm^2 so many samples ahead, or over the whole"
        + " next segment", header, rows)).forEach(out::println);
  }

  private static List<String> row(String name, List<HorizonResult> horizons,
      Function<HorizonResult, Optional<HorizonResult.Row>> figure) {
    List<String> cells = new ArrayList<>(List.of(name));
    horizons.forEach(one -> cells
        .add(Figures.of(figure.apply(one).map(HorizonResult.Row::mseNm2).orElse(Double.NaN))));
    return cells;
  }

  /** The name of a horizon, here and in a summary. */
  static String ahead(HorizonResult one) {
    return one.samplesAhead() == HorizonResult.NEXT_SEGMENT
        ? "next segment"
        : Integer.toString(one.samplesAhead());
  }
}
