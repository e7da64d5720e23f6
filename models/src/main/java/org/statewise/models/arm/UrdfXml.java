package org.statewise.models.arm;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Elements and attributes of a URDF, with one sentence for whatever is missing or malformed. */
final class UrdfXml {
  private UrdfXml() {}

  /** The {@code <robot>} element of a text; document types and outside entities are refused. */
  static Element root(String xml) {
    Element root;
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setExpandEntityReferences(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // The default handler prints to the standard error stream before it throws.
      builder.setErrorHandler(new DefaultHandler());
      root = builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
    } catch (SAXParseException e) {
      throw new IllegalArgumentException(
          "line " + e.getLineNumber() + " is not readable as XML: " + e.getMessage(), e);
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new IllegalArgumentException("not readable as XML: " + e.getMessage(), e);
    }
    if (!root.getTagName().equals("robot")) {
      throw new IllegalArgumentException(
          "the outermost element must be <robot>, but is <" + root.getTagName() + ">");
    }
    return root;
  }

  static List<Element> children(Element parent, String tag) {
    List<Element> found = new ArrayList<>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element element && element.getTagName().equals(tag)) {
        found.add(element);
      }
    }
    return found;
  }

  static boolean has(Element parent, String tag) {
    return !children(parent, tag).isEmpty();
  }

  static Element child(Element parent, String tag) {
    List<Element> found = children(parent, tag);
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          label(parent) + " must have one <" + tag + ">, but has " + found.size());
    }
    return found.get(0);
  }

  static String text(Element element, String attribute) {
    if (!element.hasAttribute(attribute)) {
      throw new IllegalArgumentException(label(element) + " has no " + attribute);
    }
    return element.getAttribute(attribute);
  }

  static double number(Element element, String attribute) {
    return parse(element, attribute, text(element, attribute));
  }

  static double numberOr(Element element, String attribute, double fallback) {
    return element.hasAttribute(attribute) ? number(element, attribute) : fallback;
  }

  /** The number between an element's tags. */
  static double content(Element element) {
    return parse(element, "content", element.getTextContent());
  }

  static Vec3 vec3(Element element, String attribute) {
    String text = text(element, attribute);
    String[] parts = text.strip().split("\\s+", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          attribute + " of " + label(element) + " must be three numbers, but is \"" + text + "\"");
    }
    return new Vec3(
        parse(element, attribute, parts[0]),
        parse(element, attribute, parts[1]),
        parse(element, attribute, parts[2]));
  }

  /** The {@code <origin>} of an element, identity where it or a part of it is missing. */
  static Frame origin(Element element) {
    if (!has(element, "origin")) {
      return Frame.IDENTITY;
    }
    Element origin = child(element, "origin");
    return new Frame(
        origin.hasAttribute("xyz") ? vec3(origin, "xyz") : Vec3.ZERO,
        origin.hasAttribute("rpy") ? vec3(origin, "rpy") : Vec3.ZERO);
  }

  /** How an error names an element: by its tag and the nearest name at or above it. */
  static String label(Element element) {
    if (element.hasAttribute("name")) {
      return element.getTagName() + " " + element.getAttribute("name");
    }
    return element.getParentNode() instanceof Element parent
        ? "<" + element.getTagName() + "> of " + label(parent)
        : "<" + element.getTagName() + ">";
  }

  /**
   * The failure of a rule about numbers, with the element it was about unless it names that
   * already.
   */
  static IllegalArgumentException located(Element element, IllegalArgumentException e) {
    if (e.getMessage().contains(label(element))) {
      return e;
    }
    return new IllegalArgumentException(label(element) + ": " + e.getMessage(), e);
  }

  private static double parse(Element element, String attribute, String text) {
    // Double.parseDouble would also take "1f", "0x1p3" and "NaN".
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (!plain.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)(e[-+]?\\d+)?")) {
      throw new IllegalArgumentException(
          attribute + " of " + label(element) + " must be a number, but is \"" + text + "\"");
    }
    return Double.parseDouble(plain);
  }
}
