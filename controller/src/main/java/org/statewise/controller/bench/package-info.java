/**
 * What the time of a control loop goes into, as histograms: the stages of a tick, how late threads wake, how long
 * answers take, beside references of the same machine; tables, plots and files of it.
 */
package org.statewise.controller.bench;
