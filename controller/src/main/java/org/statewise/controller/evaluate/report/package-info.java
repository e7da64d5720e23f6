/**
 * What experiments came to, as files that people and programs read: rows of a table in CSV, and one
 * self-contained page of text, tables and plots. Knows no experiment.
 */
package org.statewise.controller.evaluate.report;
