/** How to step once a gradient is known: update rules, and the bound on how far a step may go. */
package org.statewise.models.optim;
