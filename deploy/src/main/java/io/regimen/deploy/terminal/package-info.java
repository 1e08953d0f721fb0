/**
 * How commands speak to people and scripts: results on standard output ({@link io.regimen.deploy.terminal.Terminal}),
 * steps and one-sentence failures on standard error, everything else in a log file.
 */
@NullMarked
package io.regimen.deploy.terminal;

import org.jspecify.annotations.NullMarked;
