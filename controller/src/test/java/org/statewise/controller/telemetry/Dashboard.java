package org.statewise.controller.telemetry;

import static org.statewise.controller.telemetry.DashboardQueries.perSecond;
import static org.statewise.controller.telemetry.DashboardQueries.phase;
import static org.statewise.controller.telemetry.DashboardQueries.phases;
import static org.statewise.controller.telemetry.DashboardQueries.q;
import static org.statewise.controller.telemetry.DashboardQueries.quantile;
import static org.statewise.controller.telemetry.DashboardQueries.rms;
import static org.statewise.controller.telemetry.DashboardQueries.rmsOfAll;
import static org.statewise.controller.telemetry.DashboardQueries.sumOfFiveMinutes;
import static org.statewise.controller.telemetry.DashboardQueries.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.statewise.controller.telemetry.Panel.Look;
import org.statewise.controller.telemetry.Panel.Query;

/**
 * Writes the Grafana dashboard from the metrics, so that panels and metrics cannot drift apart: a query
 * names its metric by its constant, and a metric that no panel shows gets one of its own.
 */
final class Dashboard {
  private static final int COLUMNS = 24;

  private final ObjectMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
      .build();
  private final Map<String, List<Panel>> rows = new LinkedHashMap<>();
  private final Set<Metric> shown = EnumSet.noneOf(Metric.class);

  /** The dashboard as Grafana imports it. */
  String toJson() throws JsonProcessingException {
    verdicts();
    loop();
    law();
    adaptation();
    rest();
    ObjectNode root = json.createObjectNode();
    root.put("uid", "statewise").put("title", "Statewise").put("schemaVersion", 38)
        .put("refresh", "5s").put("editable", true);
    root.putObject("time").put("from", "now-15m").put("to", "now");
    variables(root.putObject("templating").putArray("list"));
    ArrayNode panels = root.putArray("panels");
    int y = 0;
    for (Map.Entry<String, List<Panel>> row : rows.entrySet()) {
      y = addRow(panels, row.getKey(), row.getValue(), y);
    }
    return json.writeValueAsString(root) + "\n";
  }

  /** One colour each: whether there is something to look into. */
  private void verdicts() {
    row("At a glance",
        panel("Phase over time", "none", q(phase(), "{{instance}}"))
            .as(new Look.States(phases())),
        panel("Adaptation, on or off", "none", q(value(Metric.ENABLED), "{{instance}}"))
            .as(Look.Verdict.of("off", "on")),
        panel("Prediction error over the prior's, RMS", "percentunit",
            q("(" + rmsOfAll(Metric.PREDICTION_SQUARES) + ") / (" + rmsOfAll(Metric.PRIOR_SQUARES)
                + ")", "{{instance}}"))
            .as(new Look.Verdict(List.of(), false, 1.05)),
        panel("Link quality now", "percentunit", q(value(Metric.QUALITY), "{{instance}}"))
            .as(new Look.Verdict(List.of(), true, 0.99)),
        panel("Guard trips in five minutes", "none",
            q(sumOfFiveMinutes(Metric.TRIPS), "{{instance}}")).as(Look.Verdict.NONE_IS_GOOD),
        panel("Interventions in five minutes", "none",
            q(sumOfFiveMinutes(Metric.INTERVENTIONS), "{{instance}}"))
            .as(Look.Verdict.NONE_IS_GOOD),
        panel("Deadlines missed in five minutes", "none",
            q(sumOfFiveMinutes(Metric.DEADLINE), "{{instance}}")).as(Look.Verdict.NONE_IS_GOOD),
        panel("Recording", "none", q(value(Metric.RECORDER_FAILED), "{{instance}}"))
            .as(new Look.Verdict(List.of("not failed", "failed"), false, 1)),
        panel("Rights of real time", "none", q(value(Metric.RIGHT), "{{right}}"))
            .as(Look.Verdict.of("refused", "in force")));
  }

  private void loop() {
    row("Loop",
        panel("Rate", "hertz", q(perSecond(Metric.WAITS, ",result=\"fresh\""), "answered"),
            q(value(Metric.RATE), "on the arm's clock"),
            q("1 / " + value(Metric.PERIOD), "of the arm")),
        panel("Latency of a tick", "s", quantile(Metric.LATENCY, 0.5),
            quantile(Metric.LATENCY, 0.99), quantile(Metric.LATENCY, 0.999)),
        panel("Age of the states", "s", quantile(Metric.STATE_AGE, 0.5),
            quantile(Metric.STATE_AGE, 0.99),
            q(value(Metric.STATE_AGE_ERROR), "at most wrong by")),
        panel("Ticks and deadlines missed", "cps", q(perSecond(Metric.TICKS, ""), "ticks"),
            q(perSecond(Metric.DEADLINE, ""), "missed")));
    row("Link and guards",
        panel("Link quality", "percentunit", q(value(Metric.QUALITY), "{{instance}}")),
        panel("Waits for a state", "cps", q(perSecond(Metric.WAITS, ""), "{{result}}"),
            q(perSecond(Metric.MISSED, ""), "states missed"),
            q(perSecond(Metric.TIME_SLIPS, ""), "time slips"),
            q(perSecond(Metric.SILENCES, ""), "silences")),
        panel("Commands", "cps", q(perSecond(Metric.COMMANDS, ""), "{{result}}")),
        panel("Guards", "cps", q(perSecond(Metric.TRIPS, ""), "{{guard}}")));
  }

  private void law() {
    row("Tracking",
        panel("Tracking error, RMS a joint", "rad",
            q(rms(Metric.Q_ERROR_SQUARES, Metric.TRACKED), "{{joint}}")),
        panel("Tracking error of the links, RMS", "rad",
            q(rms(Metric.LINK_ERROR_SQUARES, Metric.TRACKED), "{{joint}}")),
        panel("Where the links are", "none", q(value(Metric.LINK_ESTIMATED), "{{instance}}"))
            .as(new Look.States(List.of("known", "estimated"))),
        panel("Tracking error now", "rad", q(value(Metric.Q_ERROR), "{{joint}}"),
            q(value(Metric.LINK_ERROR), "{{joint}}, link")),
        panel("Shares of the torque", "percentunit", q(value(Metric.FEEDBACK_SHARE), "feedback"),
            q(value(Metric.FEEDFORWARD_SHARE), "feed-forward")),
        panel("Torque by part", "Nm", q(value(Metric.TORQUE), "{{joint}} {{part}}")));
  }

  private void adaptation() {
    row("Adaptation",
        panel("Error of prediction and of prior, RMS", "Nm",
            q(rmsOfAll(Metric.PREDICTION_SQUARES), "with the model"),
            q(rmsOfAll(Metric.PRIOR_SQUARES), "prior alone")),
        panel("Parts of what the prior leaves", "percentunit",
            q(value(Metric.MEMORY_SHARE), "memory"), q(value(Metric.OBSERVER_SHARE), "observer")),
        panel("Confidence of the memory", "percentunit", q(value(Metric.CONFIDENCE), "{{joint}}")),
        panel("Samples by outcome", "cps", q(perSecond(Metric.OUTCOMES, ""), "{{outcome}}"),
            q(perSecond(Metric.LEARNED, ""), "samples"),
            q(perSecond(Metric.OUT_OF_RANGE, ""), "outside the loss's training")),
        panel("Interventions of the supervisors", "cps",
            q(perSecond(Metric.INTERVENTIONS, ""), "{{reason}}")),
        panel("Error of the last prediction", "Nm", q(value(Metric.PREDICTION), "{{joint}}")),
        panel("Error of the prior in the last sample", "Nm", q(value(Metric.PRIOR), "{{joint}}")),
        panel("Step size", "none", q(value(Metric.STEP_SIZE), "{{instance}}")),
        panel("Norm of the parameters", "none", q(value(Metric.THETA_NORM), "{{instance}}")),
        panel("Fields of local models", "none", q(value(Metric.FIELDS), "in use"),
            q(value(Metric.RECYCLED_FIELDS), "taken over")),
        panel("Loss", "none", q(value(Metric.LOSS), "{{instance}}")),
        panel("Weight of the loss", "none", q(value(Metric.PHI), "{{joint}}")));
  }

  private void rest() {
    row("Recorder and program",
        panel("Ticks recorded", "cps", q(perSecond(Metric.RECORDED, ""), "written"),
            q(perSecond(Metric.UNRECORDED, ""), "lost"),
            q(perSecond(Metric.DROPS, ""), "dropped by {{ring}}")),
        panel("Messages that Foxglove's clients missed", "cps",
            q(perSecond(Metric.FOXGLOVE_DROPS, ""), "{{reason}}")),
        panel("Program", "none", q(value(Metric.BUILD), "{{version}} on Java {{java}}"))
            .as(Look.Text.NAMES),
        panel("Run", "none", q(value(Metric.RUN), "{{arm}}, {{link}}, {{prior}}, {{model}}"))
            .as(Look.Text.NAMES),
        panel("Heap", "bytes",
            q("sum by (instance) (jvm_memory_used_bytes{instance=~\"$instance\",area=\"heap\"})",
                "{{instance}}")),
        panel("Processor", "percentunit",
            q("process_cpu_usage{instance=~\"$instance\"}", "{{instance}}")));
    List<Panel> others = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      if (!shown.contains(metric)) {
        String legend = String.join(" ",
            metric.labels().stream().map(label -> "{{" + label + "}}").toList());
        others.add(panel(words(metric), "none", q(metric.kind() == Metric.Kind.COUNTER
            ? perSecond(metric, "")
            : value(metric), legend)));
      }
    }
    if (!others.isEmpty()) {
      row("More", others.toArray(Panel[]::new));
    }
  }

  /** A title for a metric that nobody gave one. */
  private static String words(Metric metric) {
    String words = metric.meterName().replace("statewise.", "").replace('.', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private void row(String title, Panel... panels) {
    rows.put(title, List.of(panels));
  }

  private Panel panel(String title, String unit, Query... queries) {
    StringBuilder description = new StringBuilder();
    for (Metric metric : Metric.values()) {
      boolean used = List.of(queries).stream().anyMatch(
          query -> query.expression()
              .matches(".*\\b" + metric.prometheusName() + "(_bucket)?\\{.*"));
      if (used) {
        shown.add(metric);
        description.append(description.isEmpty() ? "" : "\n").append(metric.prometheusName())
            .append(": ").append(metric.help());
      }
    }
    return new Panel(title, unit, description.toString(), List.of(queries), Look.Lines.OVER_TIME);
  }

  private static void variables(ArrayNode list) {
    list.addObject().put("name", "datasource").put("type", "datasource").put("query",
        "prometheus").put("label", "Data source");
    ObjectNode instance = list.addObject().put("name", "instance").put("type", "query")
        .put("label", "Controller").put("refresh", 2).put("includeAll", true).put("multi", true)
        .put("allValue", ".*");
    instance.putObject("datasource").put("type", "prometheus").put("uid", "${datasource}");
    instance.put("query",
        "label_values(" + Metric.TICKS.prometheusName() + ", instance)");
    instance.putObject("current").put("text", "All").put("value", "$__all");
  }

  private static int addRow(ArrayNode panels, String title, List<Panel> row, int top) {
    int id = panels.size() + 1;
    ObjectNode heading = panels.addObject().put("id", id).put("type", "row").put("title", title)
        .put("collapsed", false);
    Panel.position(heading, 0, top, COLUMNS, 1);
    int x = 0;
    int y = top + 1;
    int height = 0;
    for (Panel panel : row) {
      if (x + panel.look().width() > COLUMNS) {
        x = 0;
        y += height;
        height = 0;
      }
      ObjectNode node = panels.addObject().put("id", panels.size());
      panel.writeInto(node, x, y);
      x += panel.look().width();
      height = Math.max(height, panel.look().height());
    }
    return y + height;
  }
}
