/**
 * The commands that start, stop and show the processes of this machine. One class each; start at
 * {@link io.regimen.deploy.command.UpCommand}.
 */
@NullMarked
package io.regimen.deploy.command;

import org.jspecify.annotations.NullMarked;
