/** Why a run stopped: its last ticks, the likely cause, and what to do next. */
package org.statewise.controller.explain;
