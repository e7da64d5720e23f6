package org.statewise.controller.page;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that a page is made of, from the program's own jars, by their path. */
final class PageFiles {
  /** Where the library that draws in 3-D lies on the class path; the version is the one of the build. */
  private static final String THREE = "/META-INF/resources/webjars/three/0.181.1/build/";

  private static final List<String> OURS = List.of("page.css", "main.js", "history.js", "chart.js",
      "scatter.js", "panels.js", "player.js", "arm.js", "side.js", "controls.js",
      "theme.js", "icon.svg");
  private static final List<String> LIBRARY = List.of("three.module.min.js", "three.core.min.js");

  private PageFiles() {}

  /** A file as it is sent. */
  @SuppressWarnings("ArrayRecordComponent") // read by many, changed by nobody, never compared
  record PageFile(String contentType, byte[] bytes) {}

  /**
   * Reads all of them, by the path of their request.
   *
   * @throws IOException if one is not there, in one sentence
   */
  static Map<String, PageFile> load() throws IOException {
    Map<String, PageFile> files = new LinkedHashMap<>();
    files.put("/", new PageFile(contentType("index.html"), read("/page/index.html")));
    for (String name : OURS) {
      files.put("/" + name, new PageFile(contentType(name), read("/page/" + name)));
    }
    for (String name : LIBRARY) {
      files.put("/" + name, new PageFile(contentType(name), read(THREE + name)));
    }
    return files;
  }

  private static byte[] read(String resource) throws IOException {
    try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException("the program lacks the page's file " + resource);
      }
      return in.readAllBytes();
    }
  }

  private static String contentType(String name) {
    return switch (name.substring(name.lastIndexOf('.'))) {
      case ".html" -> "text/html; charset=utf-8";
      case ".css" -> "text/css; charset=utf-8";
      case ".svg" -> "image/svg+xml";
      default -> "text/javascript; charset=utf-8";
    };
  }
}
