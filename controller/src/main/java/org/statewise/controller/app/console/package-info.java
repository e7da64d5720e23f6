/** What every command shares with people and files: screen, logs, JSON, progress, paths, exceptions. */
package org.statewise.controller.app.console;
