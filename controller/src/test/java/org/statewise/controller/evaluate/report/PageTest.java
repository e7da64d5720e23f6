package org.statewise.controller.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PageTest {
  private static final String EVIL = "<script>alert(\"&\")</script>\u0001";

  private static final Provenance MADE = new Provenance("statewise 1.2",
      Instant.parse("2026-01-02T03:04:05.678Z"),
      List.of("evaluate", "streams", "--models", "it's <b>", "--out", "d"),
      List.of("results.csv"));

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
    NodeList scripts = document.getElementsByTagName("script");
    assertThat(scripts.getLength()).isOne();
    assertThat(scripts.item(0).getTextContent().strip()).isEqualTo(TableHtml.SCRIPT.strip());
    assertThat(document.getElementsByTagName("h2").item(0).getTextContent())
        .isEqualTo("<script>alert(\"&\")</script>\uFFFD");
    assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(4);
  }

  @Test
  void shouldFetchNothingAndLeadToTheFilesBesideIt() throws Exception {
    Page page = new Page("a").plot(plot(Plot.Axis.linear("y"), List.of(1.0, 2.0)))
        .made(MADE);
    assertThat(page.html()).doesNotContain("src=").doesNotContain("@import")
        .doesNotContain("fetch(").contains("@media print");
    NodeList links = parse(page).getElementsByTagName("a");
    assertThat(links.getLength()).isOne();
    assertThat(((Element) links.item(0)).getAttribute("href")).isEqualTo("results.csv");
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
        Page page = new Page("a")
            .plot(plot(logarithmic ? Plot.Axis.log("y") : Plot.Axis.linear("y"), values));
        assertThat(page.html()).doesNotContain("NaN");
        assertThat(parse(page).getElementsByTagName("svg").getLength()).isEqualTo(2);
      }
    }
  }

  @Test
  void shouldBeginWithTheAnswerAndTheRankingAndEndWithWhereItComesFrom() throws Exception {
    Page page = new Page("a").made(MADE).section("Figures")
        .answer("X wins.", new Ranking("Ranking", Plot.Axis.log("mrad"),
            List.of(Ranking.Entry.of("X", Spread.of(1, 2)))));
    Element body = (Element) parse(page).getElementsByTagName("body").item(0);
    List<String> parts = new ArrayList<>();
    for (Node child = body.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element part) {
        parts.add(part.getTagName() + " " + part.getAttribute("class"));
      }
    }
    assertThat(parts).containsExactly("h1 ", "p answer", "figure ", "h2 ", "footer ", "script ");
    assertThat(body.getElementsByTagName("footer").item(0).getTextContent()).contains(
        "results.csv", "statewise 1.2", "2026-01-02T03:04:05Z",
        "statewise evaluate streams --models 'it'\\''s <b>' --out d");
  }

  @Test
  void shouldGiveVerdictsASignAndAClassBesideIt() throws Exception {
    Document page = parse(new Page("a").table(new Table("c", List.of("claim", "verdict"),
        List.of(List.of("one", VerdictCell.of(true)), List.of("two", VerdictCell.of(false))))));
    NodeList cells = page.getElementsByTagName("td");
    assertThat(List.of(cells.item(1), cells.item(3))).extracting(Node::getTextContent)
        .containsExactly("✓ holds", "✗ does not hold");
    assertThat(List.of(cells.item(1), cells.item(3)))
        .extracting(cell -> ((Element) cell).getAttribute("class"))
        .containsExactly("holds", "fails");
    assertThat(PageStyle.ALL).contains(".holds { color: ", ".fails { color: ");
  }

  @Test
  void shouldGiveEveryNumberTheValueThatItIsSortedBy() {
    assertThat(List.of("0.222 ± 0.071", "1,234", "1.25e-4", "14 of 15", "0.3%", "-2.5", "diverged",
        "✗ 1.25 (broken)", "✓ holds", "–", "1-khz", "", "30%-dropped", "A1"))
        .extracting(cell -> TableHtml.sortKey(cell).orElse(""))
        .containsExactly("0.222", "1234", "1.25e-4", "14", "0.3", "-2.5", "1e999", "1.25", "", "",
            "", "", "", "");
  }

  @Test
  void shouldShowHeadsAsPlainTextWhereNoScriptRuns() throws Exception {
    Document page = parse(new Page("a").table(new Table("c", List.of("model", "Nm²"),
        List.of(List.of("x", "1.5")))));
    assertThat(page.getElementsByTagName("button").getLength()).isZero();
    Element head = (Element) page.getElementsByTagName("th").item(1);
    assertThat(head.getTextContent()).isEqualTo("Nm²");
    assertThat(head.getAttribute("scope")).isEqualTo("col");
    assertThat(((Element) page.getElementsByTagName("td").item(1)).getAttribute("data-v"))
        .isEqualTo("1.5");
  }

  @Test
  void shouldDrawEachPictureForWideAndForNarrowScreens() throws Exception {
    NodeList pictures = parse(new Page("a").plot(plot(Plot.Axis.linear("y"), List.of(1.0, 2.0))))
        .getElementsByTagName("svg");
    assertThat(((Element) pictures.item(0)).getAttribute("class")).isEqualTo("wide");
    assertThat(((Element) pictures.item(1)).getAttribute("class")).isEqualTo("narrow");
    assertThat(Integer.parseInt(((Element) pictures.item(1)).getAttribute("width")))
        .isLessThanOrEqualTo(360);
  }

  @Test
  void shouldRefuseRowsAndLinesThatDoNotFit() {
    assertThatThrownBy(() -> new Table("c", List.of("a", "b"), List.of(List.of("1"))))
        .hasMessage("a row of the table 'c' must have 2 cells, but has 1");
    assertThatThrownBy(() -> new Plot.Line("l", List.of(1.0), List.of()))
        .hasMessageContaining("the line 'l' must have as many y as x");
  }
}
