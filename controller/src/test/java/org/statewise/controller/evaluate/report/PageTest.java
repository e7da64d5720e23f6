package org.statewise.controller.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PageTest {
  private static final String EVIL = "<script>alert(\"&\")</script>\u0001";

  private static Document parse(Page page) throws Exception {
    String html = page.html().replace("<!DOCTYPE html>\n", "");
    return DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static Plot plot(Plot.Axis y, List<Double> values) {
    List<Double> x = new ArrayList<>();
    values.forEach(value -> x.add((double) x.size()));
    return new Plot(EVIL, Plot.Axis.linear("time, s"), y,
        List.of(new Plot.Line(EVIL, x, values, values, values), new Plot.Line("b", x, values)),
        List.of(new Plot.Stretch(0, 2, EVIL, Plot.Kind.SHADED),
            new Plot.Stretch(0, 1, "lift", Plot.Kind.SECTION), Plot.Stretch.event(1)));
  }

  @Test
  void shouldEscapeEveryTextAndStayXml() throws Exception {
    Page page = new Page(EVIL).section(EVIL).part(EVIL).text(EVIL).list(List.of(EVIL))
        .table(new Table(EVIL, List.of(EVIL), List.of(List.of(EVIL))))
        .plot(plot(Plot.Axis.linear(EVIL), List.of(1.0, 2.0, 3.0)))
        .plots(List.of(plot(Plot.Axis.log(EVIL), List.of(1.0, 2.0, 3.0))));
    Document document = parse(page);
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(document.getElementsByTagName("h2").item(0).getTextContent())
        .isEqualTo("<script>alert(\"&\")</script>\uFFFD");
    assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(2);
  }

  @Test
  void shouldFetchNothingAndRunNothing() {
    String html = new Page("a").plot(plot(Plot.Axis.linear("y"), List.of(1.0, 2.0))).html();
    assertThat(html).doesNotContain("href").doesNotContain("src=").doesNotContain("@import")
        .contains("@media print");
  }

  @Test
  void shouldGiveEveryPlotAnIdOfItsOwn() throws Exception {
    Plot plot = plot(Plot.Axis.linear("y"), List.of(1.0, 2.0));
    NodeList clips = parse(new Page("a").plot(plot).plot(plot)).getElementsByTagName("clipPath");
    assertThat(clips.item(0).getAttributes().getNamedItem("id").getNodeValue())
        .isNotEqualTo(clips.item(1).getAttributes().getNamedItem("id").getNodeValue());
  }

  @Test
  void shouldLeaveGapsWhereNothingCanBeDrawn() {
    List<Double> values = List.of(1.0, Double.NaN, 3.0, Double.POSITIVE_INFINITY, -1.0, 5.0);
    String html = new Page("a").plot(plot(Plot.Axis.log("y"), values)).html();
    assertThat(html).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void shouldDrawLinesOfNothingAndOfOneValue() throws Exception {
    for (List<Double> values : List.of(List.<Double>of(), List.of(7.0),
        List.of(Double.NaN, Double.NaN), List.of(0.0, 0.0))) {
      for (boolean logarithmic : new boolean[]{false, true}) {
        Page page = new Page("a").plot(plot(new Plot.Axis("y", logarithmic), values));
        assertThat(page.html()).doesNotContain("NaN");
        assertThat(parse(page).getElementsByTagName("svg").getLength()).isOne();
      }
    }
  }

  @Test
  void shouldRefuseRowsAndLinesThatDoNotFit() {
    assertThatThrownBy(() -> new Table("c", List.of("a", "b"), List.of(List.of("1"))))
        .hasMessage("a row of the table 'c' must have 2 cells, but has 1");
    assertThatThrownBy(() -> new Plot.Line("l", List.of(1.0), List.of()))
        .hasMessageContaining("the line 'l' must have as many y as x");
  }
}
