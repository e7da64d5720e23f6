package org.statewise.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The data of one dashboard panel as a picture, for people to look at. */
final class PanelPicture {
  private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

  private final String title;
  private final XYChart chart;
  private final Set<String> names = new HashSet<>();

  PanelPicture(String title) {
    this.title = title;
    chart = new XYChartBuilder().width(800).height(400).title(title).xAxisTitle("s").build();
  }

  /** Adds every series of a range query. */
  void add(String legend, JsonNode series) {
    for (JsonNode each : series) {
      List<Double> seconds = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      double first = each.get("values").get(0).get(0).asDouble();
      for (JsonNode point : each.get("values")) {
        double value = Double.parseDouble(point.get(1).asText().replace("Inf", "Infinity"));
        seconds.add(point.get(0).asDouble() - first);
        values.add(Double.isFinite(value) ? value : null);
      }
      if (values.stream().anyMatch(Objects::nonNull)) {
        chart.addSeries(name(legend, each.get("metric")), seconds, values)
            .setMarker(SeriesMarkers.NONE);
      }
    }
  }

  private String name(String legend, JsonNode labels) {
    Matcher matcher = LABEL.matcher(legend);
    String name = matcher.replaceAll(
        label -> Matcher.quoteReplacement(labels.path(label.group(1)).asText()));
    String unique = name.isBlank() ? title : name;
    while (!names.add(unique)) {
      unique += "'";
    }
    return unique;
  }

  /** Writes it into a folder; a panel without numbers leaves none. */
  void save(Path folder) throws IOException {
    if (!names.isEmpty()) {
      String file = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
      ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png",
          folder.resolve(file + ".png").toFile());
    }
  }
}
