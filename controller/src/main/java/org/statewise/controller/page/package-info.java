/**
 * The live page of a run. Ticks come from behind the telemetry ring into {@link
 * org.statewise.controller.page.PageFeed}, become a frame twenty times a second on the page's own thread, and
 * go to each browser over a WebSocket. A browser that is slow loses frames; the loop loses nothing.
 */
package org.statewise.controller.page;
