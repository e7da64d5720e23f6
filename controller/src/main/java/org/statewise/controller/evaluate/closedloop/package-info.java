/** The closed-loop benchmark: seeded arms, controllers side by side, measures, margins, goals. */
package org.statewise.controller.evaluate.closedloop;
