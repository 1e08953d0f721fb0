/** The worker that runs workflow code and CPU activities. Start at {@link io.regimen.workercpu.CpuWorker}. */
@NullMarked
package io.regimen.workercpu;

import org.jspecify.annotations.NullMarked;
