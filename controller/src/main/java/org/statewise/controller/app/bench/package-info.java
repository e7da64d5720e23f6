/** Measures the loop on this machine: runs it over every link, with and without load, beside references. */
package org.statewise.controller.app.bench;
