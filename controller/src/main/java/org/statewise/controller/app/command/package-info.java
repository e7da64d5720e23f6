/** One class for each command of the program, with its options and what it prints. */
package org.statewise.controller.app.command;
