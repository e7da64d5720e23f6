package org.statewise.controller.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What every report has in common, as its markup shows it. */
public final class ReportShape {
  private final Document page;

  private ReportShape(Document page) {
    this.page = page;
  }

  /** Of a page, which must be XML. */
  public static ReportShape of(String html) throws Exception {
    return new ReportShape(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(
        new InputSource(new StringReader(html.replace("<!DOCTYPE html>\n", "")))));
  }

  /** The sentence at its top. */
  public String answer() {
    Element answer = elements("p").getFirst();
    assertThat(answer.getAttribute("class")).isEqualTo("answer");
    return answer.getTextContent();
  }

  /** The words of the ranking, as they are drawn for a wide screen. */
  public List<String> ranking() {
    NodeList words = ((Element) elements("figure").getFirst().getElementsByTagName("svg").item(0))
        .getElementsByTagName("text");
    List<String> all = new ArrayList<>();
    for (int i = 0; i < words.getLength(); i++) {
      all.add(words.item(i).getTextContent());
    }
    return all;
  }

  /**
   * One sentence and a ranking first, then figures, each with a title of its own, then tables, then where it
   * all comes from.
   */
  public ReportShape verify() {
    assertThat(answer()).endsWith(".").containsPattern("[0-9]");
    List<String> order = new ArrayList<>();
    NodeList all = page.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      String name = element.getAttribute("class").equals("answer")
          ? "answer"
          : element.getTagName();
      if (List.of("answer", "figure", "table", "footer").contains(name)
          && (order.isEmpty() || !order.getLast().equals(name))) {
        order.add(name);
      }
    }
    assertThat(order).isSubsetOf("answer", "figure", "table", "footer")
        .startsWith("answer", "figure", "table").doesNotHaveDuplicates();
    assertThat(elements("figcaption")).extracting(Element::getTextContent)
        .doesNotHaveDuplicates();
    return this;
  }

  /** The cells of verdicts: those that hold, and those that do not. */
  public List<String> verdicts() {
    return elements("td").stream().filter(cell -> !cell.getAttribute("class").isEmpty())
        .map(cell -> cell.getAttribute("class") + ": " + cell.getTextContent()).toList();
  }

  /** What stands at its end. */
  public String provenance() {
    return elements("footer").getFirst().getTextContent();
  }

  private List<Element> elements(String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = page.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }
}
