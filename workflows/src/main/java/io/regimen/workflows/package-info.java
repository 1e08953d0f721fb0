/**
 * The contracts every other module speaks: the grid request and its validation, the workflow and activity interfaces,
 * and the workflow code. Start at {@link io.regimen.workflows.GridRequest}, then
 * {@link io.regimen.workflows.GridTrainingWorkflow}.
 */
@NullMarked
package io.regimen.workflows;

import org.jspecify.annotations.NullMarked;
