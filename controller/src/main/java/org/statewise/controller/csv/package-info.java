/** The one dialect of the CSV files that people bring. */
package org.statewise.controller.csv;
