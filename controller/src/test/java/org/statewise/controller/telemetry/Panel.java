package org.statewise.controller.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A panel of the dashboard, in the JSON of Grafana's schema.
 *
 * @param unit by Grafana's name; {@code none} for none
 * @param description what its metrics mean
 */
record Panel(String title, String unit, String description, List<Query> queries, Look look) {
  private static final String GOOD = "green";
  private static final String BAD = "red";

  /** A query of Prometheus, and what its series are called. */
  record Query(String expression, String legend) {}

  /** How a panel looks. */
  sealed interface Look {
    /** By Grafana's name. */
    String type();

    /** Of 24 columns. */
    int width();

    /** In rows of 30 pixels. */
    int height();

    /** What is the panel's own besides queries and place. */
    void writeInto(ObjectNode defaults, ObjectNode options);

    /** Curves over time. */
    enum Lines implements Look {
      OVER_TIME;

      @Override
      public String type() {
        return "timeseries";
      }

      @Override
      public int width() {
        return 6;
      }

      @Override
      public int height() {
        return 8;
      }

      @Override
      public void writeInto(ObjectNode defaults, ObjectNode options) {
        options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
      }
    }

    /**
     * A bar over time that is coloured by a state.
     *
     * @param names of the values 0, 1, 2 and so on
     */
    record States(List<String> names) implements Look {
      private static final List<String> COLOURS = List.of("#808080", "light-blue", "blue", GOOD,
          "yellow", "orange", "purple", BAD);

      @Override
      public String type() {
        return "state-timeline";
      }

      @Override
      public int width() {
        return names.size() > 2 ? 24 : 6;
      }

      @Override
      public int height() {
        return names.size() > 2 ? 4 : 8;
      }

      @Override
      public void writeInto(ObjectNode defaults, ObjectNode options) {
        ObjectNode byValue = mappings(defaults);
        for (int k = 0; k < names.size(); k++) {
          map(byValue, k, names.get(k), COLOURS.get(k));
        }
        defaults.putObject("custom").put("fillOpacity", 80).put("lineWidth", 0);
        options.put("mergeValues", true).put("showValue", "auto").put("alignValue", "left")
            .put("rowHeight", 0.9);
        options.putObject("legend").put("showLegend", false);
      }
    }

    /**
     * The newest value, on green where all is well and on red where not.
     *
     * @param names of the values 0, 1 and so on; none where the number itself is shown
     * @param highIsGood whether values from {@code bound} on are good, or bad
     */
    record Verdict(List<String> names, boolean highIsGood, double bound) implements Look {
      static final Verdict NONE_IS_GOOD = new Verdict(List.of(), false, 0.5);

      /** Of 0, which is bad, and 1. */
      static Verdict of(String bad, String good) {
        return new Verdict(List.of(bad, good), true, 1);
      }

      @Override
      public String type() {
        return "stat";
      }

      @Override
      public int width() {
        return 3;
      }

      @Override
      public int height() {
        return 4;
      }

      @Override
      public void writeInto(ObjectNode defaults, ObjectNode options) {
        if (!names.isEmpty()) {
          ObjectNode byValue = mappings(defaults);
          for (int k = 0; k < names.size(); k++) {
            map(byValue, k, names.get(k), k >= bound == highIsGood ? GOOD : BAD);
          }
        }
        ObjectNode thresholds = defaults.putObject("thresholds").put("mode", "absolute");
        ArrayNode steps = thresholds.putArray("steps");
        steps.addObject().put("color", highIsGood ? BAD : GOOD).putNull("value");
        steps.addObject().put("color", highIsGood ? GOOD : BAD).put("value", bound);
        newest(options, "background", "auto");
      }
    }

    /** What series are called, whose values say nothing. */
    enum Text implements Look {
      NAMES;

      @Override
      public String type() {
        return "stat";
      }

      @Override
      public int width() {
        return 6;
      }

      @Override
      public int height() {
        return 4;
      }

      @Override
      public void writeInto(ObjectNode defaults, ObjectNode options) {
        newest(options, "none", "name");
      }
    }

    private static void newest(ObjectNode options, String colourMode, String textMode) {
      options.put("colorMode", colourMode).put("textMode", textMode).put("graphMode", "none")
          .put("justifyMode", "auto").put("orientation", "auto");
      ObjectNode reduce = options.putObject("reduceOptions").put("values", false)
          .put("fields", "");
      reduce.putArray("calcs").add("lastNotNull");
    }

    private static ObjectNode mappings(ObjectNode defaults) {
      return defaults.putArray("mappings").addObject().put("type", "value").putObject("options");
    }

    private static void map(ObjectNode byValue, int value, String name, String colour) {
      byValue.putObject(Integer.toString(value)).put("text", name).put("color", colour)
          .put("index", value);
    }
  }

  /** The same panel, looking otherwise. */
  Panel as(Look other) {
    return new Panel(title, unit, description, queries, other);
  }

  /** Writes it, but for its number. */
  void writeInto(ObjectNode node, int x, int y) {
    node.put("type", look.type()).put("title", title).put("description", description);
    position(node, x, y, look.width(), look.height());
    node.putObject("datasource").put("type", "prometheus").put("uid", "${datasource}");
    ObjectNode fields = node.putObject("fieldConfig");
    ObjectNode defaults = fields.putObject("defaults").put("unit", unit);
    fields.putArray("overrides");
    look.writeInto(defaults, node.putObject("options"));
    ArrayNode targets = node.putArray("targets");
    for (int i = 0; i < queries.size(); i++) {
      Query query = queries.get(i);
      targets.addObject().put("refId", String.valueOf((char) ('A' + i)))
          .put("expr", query.expression()).put("legendFormat", query.legend());
    }
  }

  static void position(ObjectNode node, int x, int y, int width, int height) {
    node.putObject("gridPos").put("x", x).put("y", y).put("w", width).put("h", height);
  }
}
