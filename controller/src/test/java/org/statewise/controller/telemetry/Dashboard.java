package org.statewise.controller.telemetry;

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
import java.util.Map;
import java.util.Set;

/**
 * Writes the Grafana dashboard from the metrics, so that panels and metrics cannot drift apart: a query
 * names its metric by its constant, and a metric that no panel shows gets one of its own.
 */
final class Dashboard {
  private static final String SELECTED = "{instance=~\"$instance\"%s}";
  private static final int COLUMNS = 24;

  private final ObjectMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
      .build();
  private final Map<String, List<Panel>> rows = new LinkedHashMap<>();
  private final Set<Metric> shown = EnumSet.noneOf(Metric.class);

  private record Query(String expression, String legend) {}

  private record Panel(String title, String unit, String description, List<Query> queries) {}

  /** The dashboard as Grafana imports it. */
  String toJson() throws JsonProcessingException {
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

  private void loop() {
    row("Loop",
        panel("Phase", "none", q(value(Metric.PHASE) + " == 1", "{{instance}} {{phase}}")),
        panel("Rate", "hertz", q(perSecond(Metric.WAITS, ",result=\"fresh\""), "answered"),
            q(value(Metric.RATE), "on the arm's clock"),
            q("1 / " + value(Metric.PERIOD), "of the arm")),
        panel("Latency of a tick", "s", quantile(Metric.LATENCY, 0.5),
            quantile(Metric.LATENCY, 0.99), quantile(Metric.LATENCY, 0.999)),
        panel("Age of the states", "s", quantile(Metric.STATE_AGE, 0.5),
            quantile(Metric.STATE_AGE, 0.99),
            q(value(Metric.STATE_AGE_ERROR), "at most wrong by")),
        panel("Ticks and deadlines missed", "cps", q(perSecond(Metric.TICKS, ""), "ticks"),
            q(perSecond(Metric.DEADLINE, ""), "missed")),
        panel("Rights of real time in force", "none", q(value(Metric.RIGHT), "{{right}}")));
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
        panel("The links' side is an estimate", "none",
            q(value(Metric.LINK_ESTIMATED), "{{instance}}")),
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
        panel("Samples by outcome", "cps", q(perSecond(Metric.OUTCOMES, ""), "{{outcome}}"),
            q(perSecond(Metric.LEARNED, ""), "samples")),
        panel("Error of the last prediction", "Nm", q(value(Metric.PREDICTION), "{{joint}}")),
        panel("Error of the prior in the last sample", "Nm", q(value(Metric.PRIOR), "{{joint}}")),
        panel("Step size", "none", q(value(Metric.STEP_SIZE), "{{instance}}")),
        panel("Norm of theta", "none", q(value(Metric.THETA_NORM), "{{instance}}")),
        panel("Fields of local models", "none", q(value(Metric.FIELDS), "in use"),
            q(value(Metric.RECYCLED_FIELDS), "taken over")),
        panel("Loss", "none", q(value(Metric.LOSS), "{{instance}}")),
        panel("Weight of the loss", "none", q(value(Metric.PHI), "{{joint}}")));
  }

  private void rest() {
    row("Recorder and program",
        panel("Recording", "cps", q(perSecond(Metric.RECORDED, ""), "written"),
            q(perSecond(Metric.UNRECORDED, ""), "lost"),
            q(perSecond(Metric.DROPS, ""), "dropped by {{ring}}")),
        panel("Recording failed", "none", q(value(Metric.RECORDER_FAILED), "{{instance}}")),
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
        others.add(panel(metric.prometheusName(), "none", q(metric.kind() == Metric.Kind.COUNTER
            ? perSecond(metric, "")
            : value(metric), legend)));
      }
    }
    row("More", others.toArray(Panel[]::new));
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
    return new Panel(title, unit, description.toString(), List.of(queries));
  }

  private static Query q(String expression, String legend) {
    return new Query(expression, legend);
  }

  private static String value(Metric metric) {
    return metric.prometheusName() + SELECTED.formatted("");
  }

  private static String perSecond(Metric metric, String labels) {
    return "rate(" + metric.prometheusName() + SELECTED.formatted(labels) + "[$__rate_interval])";
  }

  private static String rms(Metric squares, Metric number) {
    return "sqrt(" + perSecond(squares, "") + " / on (job, instance) group_left "
        + perSecond(number, "") + ")";
  }

  private static String rmsOfAll(Metric squares) {
    return "sqrt(avg by (job, instance) (" + perSecond(squares, "") + ") / on (job, instance) "
        + perSecond(Metric.LEARNED, "") + ")";
  }

  private static Query quantile(Metric histogram, double q) {
    return q("histogram_quantile(" + q + ", sum by (instance, le) (rate("
        + histogram.prometheusName() + "_bucket" + SELECTED.formatted("")
        + "[$__rate_interval])))", "p" + 100 * q);
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
    position(heading, 0, top, COLUMNS, 1);
    int y = top + 1;
    for (int i = 0; i < row.size(); i++) {
      addPanel(panels, row.get(i), COLUMNS / 4 * (i % 4), y + 8 * (i / 4));
    }
    return y + 8 * ((row.size() + 3) / 4);
  }

  private static void addPanel(ArrayNode panels, Panel panel, int x, int y) {
    ObjectNode node = panels.addObject().put("id", panels.size()).put("type", "timeseries")
        .put("title", panel.title()).put("description", panel.description());
    position(node, x, y, COLUMNS / 4, 8);
    node.putObject("datasource").put("type", "prometheus").put("uid", "${datasource}");
    node.putObject("fieldConfig").putObject("defaults").put("unit", panel.unit());
    ArrayNode targets = node.putArray("targets");
    for (int i = 0; i < panel.queries().size(); i++) {
      Query query = panel.queries().get(i);
      targets.addObject().put("refId", String.valueOf((char) ('A' + i)))
          .put("expr", query.expression()).put("legendFormat", query.legend());
    }
  }

  private static void position(ObjectNode node, int x, int y, int width, int height) {
    node.putObject("gridPos").put("x", x).put("y", y).put("w", width).put("h", height);
  }
}
