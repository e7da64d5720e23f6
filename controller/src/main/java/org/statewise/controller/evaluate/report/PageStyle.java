package org.statewise.controller.evaluate.report;

/** How pages look: on a screen of any width, and on paper. */
final class PageStyle {
  /** Of plots, for a picture that stands alone, too. */
  static final String PLOTS = """
      svg text { font-family: system-ui, sans-serif; fill: #111; }
      svg .plot-title { font-weight: 600; }
      .wide .tick, .wide .axis, .wide .plot-title { font-size: 13px; }
      .narrow .tick, .narrow .axis, .narrow .plot-title { font-size: 11px; }
      .grid { stroke: #ddd; fill: none; } .frame { stroke: #444; fill: none; }
      .line { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
      .marker { fill: #fff; stroke-width: 1.4; } .leader { fill: none; stroke-width: 0.7; }
      .spread { stroke-width: 3; stroke-opacity: 0.45; }
      .shade { fill: #d8d8d8; } .event { fill: #111; }
      .stretch { stroke: #777; stroke-dasharray: 3 3; fill: none; }
      """;

  /** Of everything. */
  static final String ALL = """
      :root { color-scheme: light; }
      body { font: 16px/1.5 system-ui, sans-serif; color: #111; background: #fff; margin: 2em auto;
        max-width: 1240px; padding: 0 1em; overflow-wrap: break-word; }
      h1 { font-size: 1.7em; line-height: 1.2; }
      h2 { font-size: 1.3em; margin-top: 2.2em; border-bottom: 1px solid #999; }
      h3 { font-size: 1.05em; margin-bottom: 0.3em; }
      .answer { font-size: 1.25em; border-left: 5px solid #0072b2; padding-left: 0.8em; }
      figure { margin: 1.4em 0; } figcaption { font-weight: 600; }
      svg { display: block; width: 100%; height: auto; margin: 0.4em 0; } svg.narrow { display: none; }
      .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 20px; } .pair figure { margin: 0.6em 0; }
      .scroll { overflow-x: auto; margin: 1.2em 0; }
      table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; }
      caption { text-align: left; padding-bottom: 0.4em; font-style: italic; }
      th, td { padding: 3px 8px; border-bottom: 1px solid #ccc; text-align: right; white-space: nowrap; }
      th { border-bottom: 1.5px solid #333; vertical-align: bottom; white-space: normal; }
      th:first-child, td:first-child { text-align: left; white-space: normal; overflow-wrap: anywhere;
        min-width: 11em; max-width: 24em; }
      th button { font: inherit; color: inherit; background: none; border: 0; padding: 2px 0;
        text-align: inherit; cursor: pointer; }
      th button::after { content: " ↕"; color: #777; }
      th[aria-sort="ascending"] button::after { content: " ↑"; color: #111; }
      th[aria-sort="descending"] button::after { content: " ↓"; color: #111; }
      .holds { color: #00563b; background: #e3f3ec; } .fails { color: #8f2400; background: #fdeae1; }
      code { overflow-wrap: anywhere; }
      """
      + PLOTS
      + """
          @media screen and (max-width: 640px) { body { margin: 1em auto; } .pair { display: block; }
            svg.wide { display: none; } svg.narrow { display: block; }
            th:first-child, td:first-child { position: sticky; left: 0; background: #fff; max-width: 11em; } }
          @media print { body { margin: 0; max-width: none; font-size: 11px; padding: 0; }
            table { font-size: 8px; width: 100%; } th, td { padding: 1px 3px; white-space: normal; }
            th:first-child, td:first-child { min-width: 8em; }
            .scroll { overflow: visible; } th button::after { content: ""; }
            th[aria-sort] button::after { content: ""; }
            .holds, .fails { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
            figure, tr { break-inside: avoid; } h2, h3, caption { break-after: avoid; } }
          """;

  private PageStyle() {}
}
