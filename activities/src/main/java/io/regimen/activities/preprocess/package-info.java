/**
 * How features are prepared for a model: winsorised and scaled by what was fitted on training rows, which travels in the
 * model file. Start at {@link io.regimen.activities.preprocess.PreparedFamily}.
 */
@NullMarked
package io.regimen.activities.preprocess;

import org.jspecify.annotations.NullMarked;
