package org.statewise.controller.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgPlotTest {
  private static final String LONG = "local:width=1.5,q=1e-2,leak=1e-3+trend:order=1,gain=0.05,"
      + "lead=0, supervised";

  private static Element parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg))).getDocumentElement();
  }

  private static Element draw(Plot plot, Canvas.Size size) throws Exception {
    return parse(SvgPlot.draw(plot, "p", size));
  }

  private static List<Element> all(Element root, String tag, Predicate<Element> taken) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = root.getElementsByTagName(tag);
    for (int i = 0; i < nodes.getLength(); i++) {
      Element element = (Element) nodes.item(i);
      if (taken.test(element)) {
        found.add(element);
      }
    }
    return found;
  }

  private static List<String> words(Element root) {
    return all(root, "text", text -> true).stream().map(Element::getTextContent).toList();
  }

  private static Plot.Line line(String name, double... y) {
    List<Double> x = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (double value : y) {
      x.add(x.size() + 1.0);
      values.add(value);
    }
    return new Plot.Line(name, x, values);
  }

  private static Plot plot(Plot.Axis x, Plot.Line... lines) {
    return new Plot("t", x, Plot.Axis.log("mrad"), List.of(lines));
  }

  @Test
  void shouldNameMotionsOnTheirAxisAndPutNoTickBetweenThem() throws Exception {
    Plot plot = plot(Plot.Axis.categories("motion", List.of("approach", "reach 1", "lift 1")),
        line("rls", 1, 10, 1000));
    for (Canvas.Size size : List.of(Canvas.Size.WIDE, Canvas.Size.NARROW)) {
      assertThat(words(draw(plot, size))).contains("approach", "reach 1", "lift 1", "motion",
          "mrad").doesNotContain("1.2", "1.5", "2", "3");
    }
  }

  @Test
  void shouldSlantNamesThatHaveNoRoomBesideEachOther() throws Exception {
    List<String> names = new ArrayList<>();
    double[] values = new double[16];
    for (int i = 0; i < values.length; i++) {
      names.add("move-over " + i);
      values[i] = 1 + i;
    }
    Element svg = draw(plot(Plot.Axis.categories("motion", names), line("rls", values)),
        Canvas.Size.WIDE);
    assertThat(all(svg, "text", text -> text.getAttribute("transform").contains("rotate(-40)")))
        .hasSize(16);
  }

  @Test
  void shouldCountEpochsInWholeNumbers() throws Exception {
    assertThat(words(draw(plot(Plot.Axis.whole("epoch"), line("mlp", 1, 2, 4)),
        Canvas.Size.WIDE))).contains("1", "2", "3").doesNotContain("1.5", "2.5");
  }

  @Test
  void shouldDrawMarkersOnTheFrameWhole() throws Exception {
    Element svg = draw(plot(Plot.Axis.linear("s"), Plot.Line.point("rls", 0, 1),
        Plot.Line.point("none", 1, 10)), Canvas.Size.WIDE);
    List<Element> markers = all(svg, "path", path -> path.getAttribute("class").equals("marker"));
    assertThat(markers).hasSize(2).allSatisfy(marker -> {
      assertThat(marker.getAttribute("d")).isNotEmpty();
      assertThat(((Element) marker.getParentNode()).getAttribute("clip-path")).isEmpty();
    });
    assertThat(all(svg, "g", group -> group.hasAttribute("clip-path"))).hasSize(1);
  }

  @Test
  void shouldMarkAndNameEveryPointThatHasRoom() throws Exception {
    Element svg = draw(plot(Plot.Axis.linear("ms"), Plot.Line.point("rls", 1, 1),
        Plot.Line.point("observer", 2, 10), Plot.Line.point("kalman", 2, 10)),
        Canvas.Size.WIDE);
    assertThat(words(svg)).contains("rls", "observer");
    assertThat(all(svg, "title", title -> true)).extracting(Element::getTextContent)
        .containsExactly("rls", "observer", "kalman");
  }

  @Test
  void shouldNameLinesAtTheirEndsInTheirColoursAndApart() throws Exception {
    Element svg = draw(plot(Plot.Axis.linear("s"), line("rls", 1, 1), line("observer", 1, 1.01),
        line(LONG, 1, 9)),
        Canvas.Size.WIDE);
    List<Element> labels = all(svg, "text", text -> text.hasAttribute("style"));
    assertThat(labels).extracting(Element::getTextContent).contains("rls", "observer");
    assertThat(labels).hasSize(4).allSatisfy(label -> {
      double end = Double.parseDouble(label.getAttribute("x"))
          + Canvas.Size.WIDE.widthOf(label.getTextContent());
      assertThat(end).isLessThanOrEqualTo(1040);
    });
    assertThat(labels.stream().filter(label -> label.getTextContent().equals("rls"))
        .map(label -> label.getAttribute("style")))
        .containsExactly("fill:" + ModelStyle.of("rls").colour());
    List<Double> at = labels.stream().map(label -> Double.parseDouble(label.getAttribute("y")))
        .sorted().toList();
    for (int i = 1; i < at.size(); i++) {
      assertThat(at.get(i) - at.get(i - 1)).isGreaterThanOrEqualTo(16.9);
    }
  }

  @Test
  void shouldNameLinesBelowThePlotOnAPhone() throws Exception {
    Element svg = draw(plot(Plot.Axis.linear("s"), line("rls", 1, 1), line(LONG, 1, 2)),
        Canvas.Size.NARROW);
    double axis = all(svg, "text", text -> text.getTextContent().equals("s")).stream()
        .mapToDouble(text -> Double.parseDouble(text.getAttribute("y"))).findFirst().orElseThrow();
    assertThat(all(svg, "text", text -> text.hasAttribute("style"))).hasSize(3)
        .allSatisfy(label -> {
          double at = Double.parseDouble(label.getAttribute("y"));
          assertThat(at).isBetween(axis + 1, Double.parseDouble(svg.getAttribute("height")));
          assertThat(Double.parseDouble(label.getAttribute("x"))
              + Canvas.Size.NARROW.widthOf(label.getTextContent())).isLessThanOrEqualTo(360);
        });
  }

  @Test
  void shouldRankTheSmallestFirstAndTheDivergedLastWithoutADot() throws Exception {
    Ranking ranking = new Ranking("r", Plot.Axis.log("Nm²"),
        List.of(Ranking.Entry.of("squared", Spread.of(1, Double.NaN)),
            Ranking.Entry.of("rls", Spread.of(3, 5)).remarked("✗ 1 broken"),
            Ranking.Entry.of("observer", Spread.of(2))));
    for (Canvas.Size size : List.of(Canvas.Size.WIDE, Canvas.Size.NARROW)) {
      Element svg = parse(SvgRanking.draw(ranking, size));
      assertThat(words(svg)).containsSubsequence("observer", "2.00", "rls",
          "4.00 ± 1.4, ✗ 1 broken", "squared", "diverged");
      assertThat(words(svg)).contains("Nm²");
      assertThat(all(svg, "circle", dot -> true)).extracting(dot -> dot.getAttribute("fill"))
          .containsExactly(ModelStyle.of("observer").colour(), ModelStyle.of("rls").colour());
      assertThat(all(svg, "path", path -> path.getAttribute("class").equals("spread")))
          .hasSize(1);
    }
  }

  @Test
  void shouldKeepTheLabelsOfARankingsAxisWithinThePicture() throws Exception {
    Ranking ranking = new Ranking("r", Plot.Axis.log("mrad"),
        List.of(Ranking.Entry.of("a name that is longer than two thirds of the narrow picture",
            Spread.of(0.011, 0.99))));
    for (Canvas.Size size : List.of(Canvas.Size.WIDE, Canvas.Size.NARROW)) {
      Element svg = parse(SvgRanking.draw(ranking, size));
      List<Element> ticks = all(svg, "text", text -> text.getAttribute("class").equals("tick")
          && text.getAttribute("text-anchor").equals("middle"));
      assertThat(ticks).hasSizeGreaterThan(2).allSatisfy(tick -> {
        double half = size.widthOf(tick.getTextContent()) / 2;
        assertThat(Double.parseDouble(tick.getAttribute("x")))
            .isBetween(half - 0.1, size.width() - half + 0.1);
      });
    }
  }

  @Test
  void shouldMoveNamesApartAndKeepThemInside() {
    double[] at = LineLabels.apart(new double[]{5, 5, 99, 100}, new double[]{10, 20, 10, 10}, 0,
        100);
    assertThat(at[0]).isCloseTo(5, within(1e-9));
    assertThat(at[1]).isCloseTo(20, within(1e-9));
    assertThat(at[2]).isCloseTo(85, within(1e-9));
    assertThat(at[3]).isCloseTo(95, within(1e-9));
  }
}
