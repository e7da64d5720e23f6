/** Messages that Foxglove, Lichtblick and PlotJuggler know: in recordings, and live. */
package org.statewise.controller.foxglove;
